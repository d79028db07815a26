//! Where a mail server puts what comes back: a Maildir, or a folder of `.eml` files. What was read is moved to where readers
//! of a Maildir put read mail, and never taken away.

use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};
use tokio::fs;
use tokio::io::AsyncReadExt;

use super::LARGEST;

/// What is looked at in one look.
const AT_ONCE: usize = 1_000;

/// A folder that can be used.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes and changes nothing.
    ///
    /// # Errors
    /// When it is not there, or what lies in it can't be read and moved.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        if !path.metadata()?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let folder = Self(path);
        let unread = folder.unread();
        // What was read goes to `cur`, which is made where it is missing.
        let read = Some(folder.read()).filter(|read| read.is_dir()).unwrap_or_else(|| folder.0.clone());
        for place in [unread, read] {
            access(&place, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK)?;
        }
        Ok(folder)
    }

    fn unread(&self) -> PathBuf {
        Some(self.0.join("new")).filter(|new| new.is_dir()).unwrap_or_else(|| self.0.clone())
    }

    fn read(&self) -> PathBuf {
        self.0.join("cur")
    }

    /// The files that were not looked at yet, also where another reader of the Maildir has seen that they are there.
    pub(super) async fn waiting(&self) -> io::Result<Vec<PathBuf>> {
        let (unread, is_maildir) = (self.unread(), self.unread() != self.0);
        let mut waiting = files(&unread, |name| is_maildir || is_eml(name)).await?;
        if is_maildir && self.read().is_dir() {
            waiting.extend(files(&self.read(), |name| !flags(name).contains('S')).await?);
        }
        waiting.sort();
        waiting.truncate(AT_ONCE);
        Ok(waiting)
    }

    /// None where it is larger than any report.
    pub(super) async fn content(file: &Path) -> io::Result<Option<Vec<u8>>> {
        let mut content = Vec::new();
        let at_most = LARGEST as u64 + 1;
        fs::File::open(file).await?.take(at_most).read_to_end(&mut content).await?;
        Ok((content.len() <= LARGEST).then_some(content))
    }

    /// Under its own name, or one beside it where that is taken.
    pub(super) async fn set_aside(&self, file: &Path) -> io::Result<()> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let bare = name.split_once(":2,").map_or(&*name, |(bare, _)| bare);
        let mut flags: Vec<char> = flags(&name).chars().chain(['S']).collect();
        flags.sort_unstable();
        let (read, flags) = (self.read(), String::from_iter(flags));
        fs::create_dir_all(&read).await?;
        let mut place = read.join(format!("{bare}:2,{flags}"));
        for number in 1.. {
            if !fs::try_exists(&place).await? {
                break;
            }
            place = read.join(format!("{bare}.{number}:2,{flags}"));
        }
        fs::rename(file, place).await
    }
}

/// No link, which may lead out of the folder, and nothing that a reader would wait for.
async fn files(folder: &Path, is_meant: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && is_meant(&name) && entry.file_type().await?.is_file() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn is_eml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("eml"))
}

/// What readers of a Maildir noted of a mail.
fn flags(name: &str) -> &str {
    name.split_once(":2,").map_or("", |(_, flags)| flags)
}

#[cfg(test)]
mod tests {
    use std::fs::{create_dir, read_dir, write};

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    async fn reads_all(folder: &Folder) -> usize {
        let waiting = folder.waiting().await.unwrap();
        for file in &waiting {
            folder.set_aside(file).await.unwrap();
        }
        waiting.len()
    }

    #[tokio::test]
    async fn what_is_new_in_a_maildir_is_read_once() {
        let around = tempfile::tempdir().unwrap();
        for place in ["new", "cur", "tmp"] {
            create_dir(around.path().join(place)).unwrap();
        }
        write(around.path().join("new/1.host"), "a").unwrap();
        write(around.path().join("cur/2.host:2,T"), "b").unwrap();
        write(around.path().join("cur/3.host:2,RS"), "c").unwrap();
        write(around.path().join("tmp/4.host"), "half").unwrap();
        let folder = Folder::open(around.path().to_owned()).unwrap();
        assert_eq!((reads_all(&folder).await, reads_all(&folder).await), (2, 0));
        assert_eq!(names(&around.path().join("cur")), ["1.host:2,S", "2.host:2,ST", "3.host:2,RS"]);
        assert_eq!(names(&around.path().join("tmp")), ["4.host"]);
    }

    #[tokio::test]
    async fn of_a_plain_folder_mails_are_read_and_none_takes_anothers_place() {
        let around = tempfile::tempdir().unwrap();
        let folder = Folder::open(around.path().to_owned()).unwrap();
        for content in ["a", "b", "c"] {
            write(around.path().join("bounce.eml"), content).unwrap();
            write(around.path().join("notes.txt"), "nothing").unwrap();
            assert_eq!(reads_all(&folder).await, 1);
        }
        assert_eq!(
            names(&around.path().join("cur")),
            ["bounce.eml.1:2,S", "bounce.eml.2:2,S", "bounce.eml:2,S"]
        );
        assert_eq!(names(around.path()), ["cur", "notes.txt"]);
    }

    #[tokio::test]
    async fn a_file_that_is_larger_than_any_report_is_not_read_whole() {
        let around = tempfile::tempdir().unwrap();
        let file = around.path().join("large.eml");
        write(&file, vec![b'a'; LARGEST]).unwrap();
        assert_eq!(Folder::content(&file).await.unwrap().unwrap().len(), LARGEST);
        write(&file, vec![b'a'; LARGEST + 1]).unwrap();
        assert_eq!(Folder::content(&file).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_link_out_of_the_folder_is_not_followed() {
        let around = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/hostname", around.path().join("link.eml")).unwrap();
        let folder = Folder::open(around.path().to_owned()).unwrap();
        assert!(folder.waiting().await.unwrap().is_empty());
    }

    #[test]
    fn a_folder_that_is_none_is_told() {
        let around = tempfile::tempdir().unwrap();
        let kind = |path: PathBuf| Folder::open(path).unwrap_err().kind();
        assert_eq!(kind(around.path().join("nowhere")), io::ErrorKind::NotFound);
        assert_eq!(kind(PathBuf::new()), io::ErrorKind::NotFound);
        let file = around.path().join("file");
        write(&file, "").unwrap();
        assert_eq!(kind(file), io::ErrorKind::NotADirectory);
    }
}
