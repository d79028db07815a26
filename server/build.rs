//! `rust-embed` needs its folder to exist, also for lints and tests before the site is built.

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=../target/site");
    std::fs::create_dir_all("../target/site/pkg")
}
