//! `make mails`: every mail with every sample, as files to look at, in the folder that is named.
#![expect(clippy::print_stdout, reason = "it says where the files are")]

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use service::mail::all_samples;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let mut index = "<!doctype html><meta charset=utf-8><title>Mails</title><ul>".to_owned();
    let mut before = "";
    let mut number = 0;
    for (name, letter) in all_samples() {
        number = if name == before { number + 1 } else { 1 };
        before = name;
        let file = format!("{name}-{number}");
        std::fs::write(folder.join(format!("{file}.html")), letter.html())?;
        std::fs::write(folder.join(format!("{file}.txt")), letter.text())?;
        write!(index, "<li><a href={file}.html>{file}</a> (<a href={file}.txt>text</a>)")?;
    }
    std::fs::write(folder.join("index.html"), index)?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}
