use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request,
    RestrictedExpression as Value,
};
use domain::decision::{Question, Subject};
use domain::grant::Grant;
use domain::partner::PartnerState;

use crate::{action, hold};

pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
}

pub struct Case {
    request: Request,
    /// Whoever asks, with what the policies want to know of them.
    entities: Entities,
}

impl Cedar {
    pub fn new() -> Self {
        let policies = include_str!("policies.cedar").parse().expect("policies");
        Self { authorizer: Authorizer::new(), policies }
    }

    pub fn allows(&self, case: &Case) -> bool {
        let answer = self.authorizer.is_authorized(&case.request, &self.policies, &case.entities);
        answer.decision() == Decision::Allow
    }
}

impl Case {
    pub fn new(&(who, what): &(Subject, Question)) -> Self {
        let principal = uid("Partner", "carmen");
        let (admin, modules) = match who.grant {
            Grant::Admin => (true, Vec::new()),
            Grant::Standard { modules } => (false, modules.into()),
        };
        let modules = modules
            .iter()
            .map(|module: &domain::access::Module| Value::new_string(module.as_str().to_owned()));
        let attributes = HashMap::from([
            ("active".to_owned(), Value::new_bool(who.state == PartnerState::Active)),
            ("admin".to_owned(), Value::new_bool(admin)),
            ("linked".to_owned(), Value::new_bool(who.ad_account.is_enough())),
            ("modules".to_owned(), Value::new_set(modules)),
        ]);
        let entity = Entity::new(principal.clone(), attributes, HashSet::new()).expect("attributes");
        let context = Context::from_pairs([("hold".to_owned(), Value::new_string(hold(what).to_owned()))])
            .expect("context");
        let request =
            Request::new(principal, uid("Action", action(what)), uid("Asset", "halcyon-eu"), context, None);
        Self {
            request: request.expect("request"),
            entities: Entities::from_entities([entity], None).expect("entities"),
        }
    }
}

fn uid(kind: &str, id: &str) -> EntityUid {
    format!("{kind}::\"{id}\"").parse().expect("a name")
}
