//! The floor of `make bench`: what axum alone, and a page of Leptos with the columns of Partners and nothing behind them,
//! cost on the machine that measures. The page is made as any that hydrates: by `leptos_axum`, its rows in a resource
//! that travels along. Prints its address.
#![expect(clippy::print_stdout, reason = "it says where it listens")]
// The type of a page is the tree of all its elements.
#![recursion_limit = "256"]

use any_spawner::Executor;
use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt;
use leptos::prelude::*;
use mimalloc::MiMalloc;
use serde::{Deserialize, Serialize};

// As in the executable: what is compared is Keyholder, not an allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const ROWS: usize = 50;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    Executor::init_tokio()?;
    let app = Router::new()
        .route("/bare", get(|| async { "ok" }))
        .route("/page", get(leptos_axum::render_app_async(document)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let listener = listener.tap_io(|socket| {
        let _ = socket.set_nodelay(true);
    });
    axum::serve(listener, app).await?;
    Ok(())
}

/// What a row says, as it would come from somewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Partner {
    address: String,
    name: String,
    contact: String,
    organisation: Option<String>,
    kind: String,
    level: String,
    reach: String,
    state: String,
    last: String,
}

impl Partner {
    fn numbered(number: usize) -> Self {
        Self {
            address: format!("/b/halcyon/partners/{number}"),
            name: "Aiko Al-Amin".to_owned(),
            contact: format!("aiko{number}@halcyon.example"),
            organisation: number.is_multiple_of(2).then(|| "Bright Agency".to_owned()),
            kind: "Agency".to_owned(),
            level: "Standard".to_owned(),
            reach: "Analytics, Campaigns, Assets".to_owned(),
            state: "active".to_owned(),
            last: format!("{number} days ago"),
        }
    }
}

fn document() -> impl IntoView {
    let partners = Resource::new(|| (), |()| async { (0..ROWS).map(Partner::numbered).collect::<Vec<_>>() });
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head><meta charset="utf-8"/><title>"Partners"</title></head>
            <body>
                <main>
                    <h1>"Partners"</h1>
                    <Suspense>
                        {move || Suspend::new(async move { table(partners.await) })}
                    </Suspense>
                </main>
            </body>
        </html>
    }
}

fn table(partners: Vec<Partner>) -> impl IntoView {
    view! {
                    <table>
                        <thead>
                            <tr>
                                <th>"Partner"</th><th>"Kind"</th><th>"Access level"</th><th>"Can reach"</th>
                                <th>"State"</th><th>"Last activity"</th><th>"Actions"</th>
                            </tr>
                        </thead>
                        <tbody>{partners.into_iter().map(row).collect_view()}</tbody>
                    </table>
    }
}

fn row(partner: Partner) -> impl IntoView {
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="c-who">
                <span class="who">
                    <span class=format!("ring ring--{}", partner.state) aria-hidden="true">"AA"</span>
                    <span class="who__text">
                        <a class="who__name" href=partner.address><bdi>{partner.name}</bdi></a>
                        <span class="who__sub">
                            {partner.organisation.map(|organisation| view! { <bdi>{organisation}</bdi> " " })}
                            <span>{partner.contact}</span>
                        </span>
                    </span>
                </span>
            </th>
            <td role="cell" class="c-kind" data-label="Kind">{partner.kind}</td>
            <td role="cell" class="c-level" data-label="Access level"><span class="level">{partner.level}</span></td>
            <td role="cell" class="c-reach" data-label="Can reach">{partner.reach}</td>
            <td role="cell" class="c-state" data-label="State">
                <span class=format!("tag tag--{}", partner.state)>
                    <svg class="i" aria-hidden="true"><use href="#i-s-active"></use></svg>
                    {partner.state.clone()}
                </span>
            </td>
            <td role="cell" class="c-last" data-label="Last activity">{partner.last}</td>
            <td role="cell" class="c-do"></td>
        </tr>
    }
}
