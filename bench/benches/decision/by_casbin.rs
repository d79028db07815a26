use casbin::{CoreApi, DefaultModel, Enforcer, StringAdapter};
use domain::access::Module;
use domain::decision::{Question, Subject};
use domain::grant::Grant;
use domain::partner::PartnerState;
use serde::Serialize;

use crate::{action, hold};

pub struct Casbin(Enforcer);

#[derive(Clone, Serialize, Hash)]
struct Who {
    active: bool,
    admin: bool,
    linked: bool,
    modules: Vec<&'static str>,
}

#[derive(Clone, Serialize, Hash)]
struct What {
    action: &'static str,
    hold: &'static str,
}

pub struct Case {
    who: Who,
    what: What,
}

impl Casbin {
    pub fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let model = DefaultModel::from_str(include_str!("model.conf")).await.expect("the model");
            let policies = StringAdapter::new(include_str!("policies.csv"));
            Self(Enforcer::new(model, policies).await.expect("policies"))
        })
    }

    pub fn allows(&self, case: &Case) -> bool {
        self.0.enforce((case.who.clone(), case.what.clone())).expect("a decision")
    }
}

impl Case {
    pub fn new(&(who, what): &(Subject, Question)) -> Self {
        let (admin, modules) = match who.grant {
            Grant::Admin => (true, Vec::new()),
            Grant::Standard { modules } => (false, modules.into()),
        };
        let who = Who {
            active: who.state == PartnerState::Active,
            admin,
            linked: who.ad_account.is_enough(),
            modules: modules.into_iter().map(Module::as_str).collect(),
        };
        Self { who, what: What { action: action(what), hold: hold(what) } }
    }
}
