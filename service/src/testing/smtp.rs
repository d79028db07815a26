//! A mail server on loopback that speaks real SMTP, keeps what it takes, and misbehaves when told to.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::mail::Mail;

/// The server. It listens until it is cut off, and comes back at the same port.
#[derive(Clone, Debug)]
pub struct MailServer(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    address: SocketAddr,
    state: Mutex<State>,
    arrived: Notify,
    silent: Notify,
}

#[derive(Debug, Default)]
struct State {
    taken: Vec<Mail>,
    heard: Vec<String>,
    refusals: HashMap<String, String>,
    mood: Mood,
    said: usize,
    /// It falls silent when it has said so much.
    says: Option<usize>,
    /// Its listener; dropping it ends every conversation too.
    listening: JoinSet<()>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mood {
    #[default]
    Ordinary,
    /// Takes the connection and never says a word.
    Stalls,
    /// Takes the mail, then the line is dead before it can say so.
    HangsUpAfterData,
}

impl MailServer {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = Self(Arc::new(Inner {
            address,
            state: Mutex::default(),
            arrived: Notify::new(),
            silent: Notify::new(),
        }));
        server.listen(listener);
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.0.address)
    }

    /// Answers a recipient with this line, `550 5.1.1 no such mailbox` say, instead of agreeing.
    pub fn refuses(&self, recipient: &str, reply: &str) {
        self.state().refusals.insert(recipient.to_owned(), reply.to_owned());
    }

    pub fn refuses_no_more(&self, recipient: &str) {
        self.state().refusals.remove(recipient);
    }

    pub fn stalls(&self) {
        self.state().mood = Mood::Stalls;
    }

    pub fn hangs_up_after_data(&self) {
        self.state().mood = Mood::HangsUpAfterData;
    }

    /// Says so many more lines, and then not a word to whoever waits for one.
    pub fn falls_silent_after(&self, lines: usize) {
        self.state().says = Some(lines);
    }

    /// How many lines it has said.
    pub fn said(&self) -> usize {
        self.state().said
    }

    /// Waits until somebody waits for a word of it in vain.
    pub async fn is_silent(&self) {
        self.0.silent.notified().await;
    }

    pub fn behaves(&self) {
        self.state().says = None;
        self.state().mood = Mood::Ordinary;
    }

    /// From now on nobody answers at its port, and every conversation is over.
    pub fn cut_off(&self) {
        self.state().listening = JoinSet::new();
    }

    pub async fn comes_back(&self) {
        let listener = TcpListener::bind(self.0.address).await.unwrap();
        self.listen(listener);
    }

    /// Everything it took, in order.
    pub fn taken(&self) -> Vec<Mail> {
        self.state().taken.clone()
    }

    /// Every command it heard, in order.
    pub fn heard(&self) -> Vec<String> {
        self.state().heard.clone()
    }

    /// Waits until it has taken so many mails.
    pub async fn has_taken(&self, count: usize) {
        loop {
            let arrived = self.0.arrived.notified();
            tokio::pin!(arrived);
            arrived.as_mut().enable();
            if self.state().taken.len() >= count {
                return;
            }
            arrived.await;
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.state.lock().unwrap()
    }

    fn listen(&self, listener: TcpListener) {
        let server = self.clone();
        self.state().listening.spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                conversations.spawn(async move { server.converse(BufReader::new(stream)).await });
            }
        });
    }

    /// None when the other side is gone, or is left alone.
    async fn converse(&self, mut stream: BufReader<TcpStream>) -> Option<()> {
        if self.state().mood == Mood::Stalls {
            std::future::pending::<()>().await;
        }
        self.say(&mut stream, "220 mail.example ESMTP").await?;
        loop {
            let command = line(&mut stream).await?.trim_end().to_owned();
            self.state().heard.push(command.clone());
            let (verb, rest) = command.split_once([' ', ':']).unwrap_or((&command, ""));
            match verb {
                "EHLO" => self.say(&mut stream, "250 mail.example").await?,
                "DATA" => self.take(&mut stream).await?,
                "RCPT" => {
                    let refusal = self.refusal_of(rest);
                    self.say(&mut stream, refusal.as_deref().unwrap_or("250 OK")).await?;
                }
                "QUIT" => return self.say(&mut stream, "221 Bye").await,
                _ => self.say(&mut stream, "250 OK").await?,
            }
        }
    }

    async fn take(&self, stream: &mut BufReader<TcpStream>) -> Option<()> {
        self.say(stream, "354 Go on").await?;
        let mut raw = String::new();
        loop {
            let line = line(stream).await?;
            if line == ".\r\n" {
                break;
            }
            raw += line.strip_prefix('.').unwrap_or(&line);
        }
        let hangs_up = {
            let mut state = self.state();
            state.taken.push(Mail::parse(&raw));
            state.mood == Mood::HangsUpAfterData
        };
        self.0.arrived.notify_waiters();
        if hangs_up { None } else { self.say(stream, "250 Taken").await }
    }

    async fn say(&self, stream: &mut BufReader<TcpStream>, reply: &str) -> Option<()> {
        let silent = {
            let mut state = self.state();
            let silent = state.says == Some(0);
            state.said += 1;
            state.says = state.says.map(|lines| lines.saturating_sub(1));
            silent
        };
        if silent {
            self.0.silent.notify_one();
            std::future::pending::<()>().await;
        }
        stream.write_all(format!("{reply}\r\n").as_bytes()).await.ok()
    }

    fn refusal_of(&self, rest: &str) -> Option<String> {
        let recipient = &rest[rest.find('<')? + 1..rest.find('>')?];
        self.state().refusals.get(recipient).cloned()
    }
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then_some(line)
}
