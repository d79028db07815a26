//! A mail server on loopback that speaks real SMTP and answers as a test wants.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What it says to a command instead of agreeing. The greeting is asked for by `hello`, the end of a mail is `.`.
pub(super) struct Answer {
    pub(super) to: &'static str,
    pub(super) with: Reply,
}

#[derive(Clone, Copy)]
pub(super) enum Reply {
    Says(&'static str),
    HangsUp,
    IsSilent,
}

#[derive(Clone, Default)]
pub(super) struct TestServer {
    pub(super) url: String,
    heard: Arc<Mutex<Vec<String>>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl TestServer {
    /// Agrees to everything but what `answers` name, for as long as the test runs.
    pub(super) async fn that(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let server = Self { url, ..Self::default() };
        let this = server.clone();
        let answers = Arc::new(answers);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (this, answers) = (this.clone(), answers.clone());
                tokio::spawn(async move { this.converse(stream, &answers).await });
            }
        });
        server
    }

    /// Every command in order, the greeting aside.
    pub(super) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// The mails that arrived whole, whether it agreed to them or not.
    pub(super) fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    async fn converse(&self, stream: TcpStream, answers: &[Answer]) -> Option<()> {
        let mut stream = BufReader::new(stream);
        answer(&mut stream, answers, "hello").await?;
        loop {
            let command = line(&mut stream).await?;
            self.heard.lock().unwrap().push(command.trim_end().to_owned());
            answer(&mut stream, answers, command.trim_end()).await?;
            if command.starts_with("DATA") {
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    mail += &line(&mut stream).await?;
                }
                self.taken.lock().unwrap().push(mail);
                answer(&mut stream, answers, ".").await?;
            }
        }
    }
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then_some(line)
}

async fn answer(stream: &mut BufReader<TcpStream>, answers: &[Answer], command: &str) -> Option<()> {
    let said = answers.iter().find(|answer| command.starts_with(answer.to)).map(|answer| answer.with);
    let reply = match said {
        Some(Reply::Says(reply)) => reply,
        Some(Reply::HangsUp) => return None,
        Some(Reply::IsSilent) => std::future::pending().await,
        None if command == "hello" => "220 test.example ESMTP",
        None if command.starts_with("EHLO") => "250-test.example\r\n250 AUTH PLAIN",
        None if command.starts_with("DATA") => "354 go on",
        None if command.starts_with("QUIT") => "221 bye",
        None => "250 OK",
    };
    stream.write_all(format!("{reply}\r\n").as_bytes()).await.ok()
}
