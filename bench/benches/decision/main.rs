//! The time of one decision, by `domain::decision::decide` and by two policy engines that were taught the same rules.
//! What is timed is the decision alone: who asks for what is made ready before. All three must decide every case alike.

mod by_casbin;
mod by_cedar;

use std::hint::black_box;

use bench::{CASES, cases};
use criterion::{Criterion, Throughput};
use domain::decision::{Question, Subject, decide};

fn main() {
    let cases = cases();
    let expected: Vec<bool> = cases.iter().map(|(who, what)| decide(*who, *what).is_allowed()).collect();
    let cedar = by_cedar::Cedar::new();
    let cedar_cases: Vec<_> = cases.iter().map(by_cedar::Case::new).collect();
    let casbin = by_casbin::Casbin::new();
    let casbin_cases: Vec<_> = cases.iter().map(by_casbin::Case::new).collect();
    for (at, expected) in expected.iter().enumerate() {
        assert_eq!(cedar.allows(&cedar_cases[at]), *expected, "Cedar: {:?}", cases[at]);
        assert_eq!(casbin.allows(&casbin_cases[at]), *expected, "Casbin: {:?}", cases[at]);
    }

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("decision");
    group.throughput(Throughput::Elements(CASES as u64));
    let ours = |cases: &[(Subject, Question)]| {
        cases.iter().filter(|(who, what)| decide(*who, *what).is_allowed()).count()
    };
    group.bench_function("keyholder", |run| run.iter(|| ours(black_box(&cases))));
    group.bench_function("cedar", |run| {
        run.iter(|| cedar_cases.iter().filter(|case| cedar.allows(case)).count())
    });
    group.sample_size(10);
    group.bench_function("casbin", |run| {
        run.iter(|| casbin_cases.iter().filter(|case| casbin.allows(case)).count())
    });
    group.finish();
    criterion.final_summary();
}

/// What is asked, by the name that addresses have for it.
fn action(what: Question) -> &'static str {
    match what {
        Question::Here(action) => action.as_str(),
        Question::With(action, _) => action.as_str(),
    }
}

/// What they have of the Asset in question.
fn hold(what: Question) -> &'static str {
    use domain::asset::{AssetRole, Hold};
    match what {
        Question::With(_, Hold::Role(AssetRole::Operator)) => "operator",
        Question::With(_, Hold::Role(AssetRole::Analyst)) => "analyst",
        Question::With(_, Hold::Nothing | Hold::Ended(_)) | Question::Here(_) => "nothing",
    }
}
