//! An SMS gateway on loopback that speaks real HTTP, keeps what it takes, and misbehaves when told to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Which of the formats it understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmsFormat {
    Json,
    Twilio,
}

/// The gateway. It listens until it is cut off, and comes back at the same port.
#[derive(Clone, Debug)]
pub struct SmsGateway(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    address: SocketAddr,
    format: SmsFormat,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    taken: Vec<Sms>,
    /// The head of each request, in order.
    heard: Vec<String>,
    answer: Option<(u16, String)>,
    mood: Mood,
    /// Its listener; dropping it ends every conversation too.
    listening: JoinSet<()>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mood {
    #[default]
    Ordinary,
    /// Takes the request and never says a word.
    Stalls,
    /// Takes the SMS, then the line is dead before it can say so.
    HangsUp,
}

/// An SMS as it arrived.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sms {
    /// Twilio's format has none.
    #[serde(default)]
    pub id: String,
    #[serde(alias = "To")]
    pub to: String,
    #[serde(alias = "Body")]
    pub text: String,
    /// Twilio's format only.
    #[serde(default, alias = "From")]
    pub from: String,
}

impl Sms {
    /// Its one link.
    pub fn link(&self) -> &str {
        self.text.split_whitespace().find(|word| word.starts_with("http")).unwrap()
    }

    /// Its one code.
    pub fn code(&self) -> &str {
        let digits = |word: &&str| word.len() == 6 && word.bytes().all(|sign| sign.is_ascii_digit());
        self.text.split(|sign: char| !sign.is_ascii_alphanumeric()).find(digits).unwrap()
    }
}

impl SmsGateway {
    pub(super) async fn start(format: SmsFormat) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let gateway = Self(Arc::new(Inner { address, format, state: Mutex::default() }));
        gateway.listen(listener);
        gateway
    }

    /// `SMS_URL`.
    pub fn url(&self) -> String {
        let address = self.0.address;
        match self.0.format {
            SmsFormat::Json => format!("http://keyholder:open%20sesame@{address}/send?route=7"),
            SmsFormat::Twilio => format!("twilio://AC0123:sesame@+15005550006?api=http://{address}"),
        }
    }

    /// Answers every SMS so instead of taking it; `{sms}` stands for what it was told.
    pub fn answers(&self, status: u16, body: &str) {
        self.state().answer = Some((status, body.to_owned()));
    }

    pub fn stalls(&self) {
        self.state().mood = Mood::Stalls;
    }

    pub fn hangs_up(&self) {
        self.state().mood = Mood::HangsUp;
    }

    pub fn behaves(&self) {
        let mut state = self.state();
        (state.mood, state.answer) = (Mood::Ordinary, None);
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
    pub fn taken(&self) -> Vec<Sms> {
        self.state().taken.clone()
    }

    /// The head of every request, in order.
    pub fn heard(&self) -> Vec<String> {
        self.state().heard.clone()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.state.lock().unwrap()
    }

    fn listen(&self, listener: TcpListener) {
        let gateway = self.clone();
        self.state().listening.spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let gateway = gateway.clone();
                conversations.spawn(async move { gateway.converse(BufReader::new(stream)).await });
            }
        });
    }

    /// None when the other side is gone, or is left alone.
    async fn converse(&self, mut stream: BufReader<TcpStream>) -> Option<()> {
        loop {
            let (head, body) = request(&mut stream).await?;
            let (mood, answer) = {
                let mut state = self.state();
                state.heard.push(head);
                (state.mood, state.answer.clone())
            };
            if mood == Mood::Stalls {
                std::future::pending::<()>().await;
            }
            let (status, body) = match answer {
                Some((status, words)) => (status, words.replace("{sms}", &body)),
                None => self.take(&body),
            };
            if mood == Mood::HangsUp {
                return None;
            }
            let length = body.len();
            let answer = format!("HTTP/1.1 {status} Said\r\nContent-Length: {length}\r\n\r\n{body}");
            stream.write_all(answer.as_bytes()).await.ok()?;
        }
    }

    fn take(&self, body: &str) -> (u16, String) {
        let (sms, taken) = match self.0.format {
            SmsFormat::Json => (serde_json::from_str(body).ok(), (200, String::new())),
            SmsFormat::Twilio => {
                let queued = r#"{"sid": "SM0123", "status": "queued"}"#.to_owned();
                (serde_html_form::from_str(body).ok(), (201, queued))
            }
        };
        let Some(sms) = sms else { return (400, format!("not understood: {body}")) };
        self.state().taken.push(sms);
        taken
    }
}

async fn request(stream: &mut BufReader<TcpStream>) -> Option<(String, String)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        (stream.read_line(&mut head).await.ok()? > 0).then_some(())?;
    }
    let length = head.to_ascii_lowercase();
    let length = length.lines().find_map(|line| line.strip_prefix("content-length: "))?.parse().ok()?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some((head, String::from_utf8(body).ok()?))
}
