//! What the process does that is ended, and how it is started.

use std::io::Read;
use std::process::{Child, Command, Stdio};

use domain::grant::Grant;
use domain::id::PartnerId;
use domain::name::PersonName;
use domain::password::NewPassword;
use domain::token::Token;
use serde::{Deserialize, Serialize};
use service::Keyholder;
use service::capability::{Admin, Entry, Member, Visitor};
use service::client::Client;
use service::invitation::Newcomer;
use service::outbox;
use service::partner::{Edit, Revocation};
use service::testing::{House, Insider, PASSWORD, World, die_at, offer, passed};

use crate::proposal::Proposal;

pub const MINA: &str = "mina@agency.example";

/// In the environment of the process: what it shall do.
const ASKED: &str = "KEYHOLDER_CRASH";
/// What it prints when the deed is acknowledged, and in front of each point that it passed.
const ACKNOWLEDGED: &str = "acknowledged";
const PASSED: &str = "passed ";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    Send,
    Resend,
    Accept,
    Edit,
    Revoke,
    Propose,
    Approve,
    ApproveNew,
}

/// What stands before the deed.
pub struct Scene {
    pub ada: Insider,
    /// Whoever does it.
    who: Insider,
    /// Mina's Invitation; none before she is invited.
    partner: Option<PartnerId>,
    link: Option<Token>,
    proposal: Option<Proposal>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    house: House,
    deed: Deed,
    cookie: String,
    slug: String,
    partner: Option<PartnerId>,
    link: Option<String>,
    proposal: Option<Proposal>,
    die_at: Option<(String, usize)>,
}

/// How the process ended.
pub struct Ended {
    pub acknowledged: bool,
    pub came_to_its_end: bool,
    pub passed: Vec<String>,
}

impl Deed {
    pub const ALL: [Self; 8] = [
        Self::Send,
        Self::Resend,
        Self::Accept,
        Self::Edit,
        Self::Revoke,
        Self::Propose,
        Self::Approve,
        Self::ApproveNew,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Send => "sending",
            Self::Resend => "resending",
            Self::Accept => "accepting",
            Self::Edit => "editing",
            Self::Revoke => "revoking",
            Self::Propose => "proposing",
            Self::Approve => "approving",
            Self::ApproveNew => "approving_a_new_campaign",
        }
    }

    pub async fn scene(self, world: &World) -> Scene {
        let ada = world.ada().await;
        let mut scene = Scene { who: ada.clone(), ada, partner: None, link: None, proposal: None };
        if self == Self::Send {
            world.sends_mails().await;
            return scene;
        }
        let partner = scene.ada.invites(MINA).await.partner;
        let offered = world.mina().opens_the_invitation().await;
        (scene.partner, scene.link) = (Some(partner), Some(offered.link.clone()));
        if matches!(self, Self::Resend | Self::Accept) {
            return scene;
        }
        let mina = world.mina().accepts_as_new(&offered).await.inside(scene.ada.slug());
        if self.is_about_a_proposal() {
            self.proposal(world, &mut scene, mina, partner).await;
        }
        world.sends_mails().await;
        scene
    }

    async fn proposal(self, world: &World, scene: &mut Scene, mina: Insider, partner: PartnerId) {
        let proposal = Proposal::can_be_made(world, &scene.ada, &mina, partner).await;
        let campaigns = mina.member().await.campaigns().unwrap();
        scene.proposal = Some(match self {
            Self::Approve => proposal.makes(&campaigns).await,
            Self::ApproveNew => proposal.makes_new(&campaigns, world.now()).await,
            _ => proposal,
        });
        if self == Self::Propose {
            scene.who = mina;
        }
    }

    /// Each of these can be done only once.
    pub fn is_about_a_proposal(self) -> bool {
        matches!(self, Self::Propose | Self::Approve | Self::ApproveNew)
    }

    /// To its end, or to the point where it is ended.
    pub async fn in_another_process(
        self,
        world: &World,
        scene: &Scene,
        die_at: Option<(&str, usize)>,
    ) -> Ended {
        let mut child = self.starts(world, scene, die_at.map(|(point, after)| (point.to_owned(), after)));
        tokio::task::spawn_blocking(move || {
            let mut said = String::new();
            child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
            let status = child.wait().unwrap();
            Ended {
                acknowledged: said.lines().any(|line| line == ACKNOWLEDGED),
                came_to_its_end: status.success(),
                passed: said
                    .lines()
                    .filter_map(|line| line.strip_prefix(PASSED))
                    .map(str::to_owned)
                    .collect(),
            }
        })
        .await
        .unwrap()
    }

    /// Kills it while it waits for a reply of the mail server. Whatever it does by then was acknowledged.
    pub async fn ended_before_reply(self, world: &World, scene: &Scene, reply: usize) -> bool {
        world.mail_server().falls_silent_after(reply);
        let mut child = self.starts(world, scene, None);
        world.mail_server().is_silent().await;
        child.kill().unwrap();
        child.wait().unwrap();
        world.mail_server().behaves();
        true
    }

    fn starts(self, world: &World, scene: &Scene, die_at: Option<(String, usize)>) -> Child {
        let asked = Asked {
            house: world.house(),
            deed: self,
            cookie: scene.who.person().cookie().reveal(),
            slug: scene.ada.slug().to_owned(),
            partner: scene.partner,
            link: scene.link.as_ref().map(Token::reveal),
            proposal: scene.proposal,
            die_at,
        };
        Command::new(std::env::current_exe().unwrap())
            .env(ASKED, serde_json::to_string(&asked).unwrap())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }
}

pub fn is_asked_for() -> bool {
    std::env::var_os(ASKED).is_some()
}

/// In the other process.
#[expect(clippy::print_stdout, reason = "it talks to the one that started it")]
pub fn does() {
    let asked: Asked = serde_json::from_str(&std::env::var(ASKED).unwrap()).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let keyholder = asked.house.opens().await;
        if let Some((point, after)) = &asked.die_at {
            die_at(point, *after);
        }
        asked.is_done(&keyholder).await;
        println!("{ACKNOWLEDGED}");
        while outbox::send_due(&keyholder).await.unwrap() > 0 {}
    });
    for point in passed() {
        println!("{PASSED}{point}");
    }
}

impl Asked {
    async fn is_done(&self, keyholder: &Keyholder) {
        let client = Client::new([192, 0, 2, 10].into(), "Browser of a test");
        let visitor = Visitor::new(keyholder.clone(), client);
        match self.deed {
            Deed::Send => {
                self.admin(&visitor).await.invite(offer(MINA)).await.unwrap();
            }
            Deed::Resend => self.admin(&visitor).await.resend(self.partner.unwrap()).await.unwrap(),
            Deed::Edit => {
                let (admin, partner) = (self.admin(&visitor).await, self.partner.unwrap());
                let (shown, opened) = admin.to_edit(partner).await.unwrap();
                let mut wanted = opened.clone();
                wanted.grant = Grant::Admin;
                let edit = Edit::new(opened, wanted, shown.rehearsed);
                admin.edit(partner, edit).await.unwrap();
            }
            Deed::Revoke => {
                let (admin, partner) = (self.admin(&visitor).await, self.partner.unwrap());
                let shown = admin.rehearse_revoke(partner).await.unwrap().rehearsed;
                admin.revoke(partner, Revocation::of(shown, &[])).await.unwrap();
            }
            Deed::Propose => {
                let campaigns = self.member(&visitor).await.campaigns().unwrap();
                self.proposal.unwrap().makes(&campaigns).await;
            }
            Deed::Approve | Deed::ApproveNew => {
                self.proposal.unwrap().is_approved(&self.admin(&visitor).await).await;
            }
            Deed::Accept => {
                let newcomer = Newcomer {
                    name: PersonName::parse("Mina Okafor").unwrap(),
                    password: NewPassword::parse(PASSWORD.to_owned(), &[]).unwrap(),
                    code: None,
                };
                let link = Token::parse(self.link.as_ref().unwrap()).unwrap();
                let shown = visitor.invitation(&link).await.unwrap().shown();
                visitor.create_account_and_accept(link, shown, newcomer).await.unwrap();
            }
        }
    }

    async fn admin(&self, visitor: &Visitor) -> Admin {
        self.member(visitor).await.admin().unwrap()
    }

    async fn member(&self, visitor: &Visitor) -> Member {
        let cookie = Token::parse(&self.cookie).unwrap();
        match visitor.enter(Some(&cookie), &self.slug).await.unwrap() {
            Entry::In(member) => member,
            other => panic!("{other:?}"),
        }
    }
}
