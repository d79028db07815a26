//! The floor of `make bench`: what axum alone, and Leptos with a table like that of Partners and nothing behind it, cost
//! on the machine that measures. Prints its address.
#![expect(clippy::print_stdout, reason = "it says where it listens")]

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use axum::serve::ListenerExt;
use leptos::prelude::*;

const ROWS: usize = 50;

#[tokio::main]
async fn main() -> Result<(), std::io::Error> {
    let app = Router::new().route("/bare", get(|| async { "ok" })).route("/page", get(page));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let listener = listener.tap_io(|socket| {
        let _ = socket.set_nodelay(true);
    });
    axum::serve(listener, app).await
}

async fn page() -> Html<String> {
    let owner = Owner::new();
    let html = owner.with(|| document().to_html());
    owner.unset_with_forced_cleanup();
    Html(html)
}

fn document() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head><meta charset="utf-8"/><title>"Partners"</title></head>
            <body>
                <main>
                    <h1>"Partners"</h1>
                    <table>
                        <thead>
                            <tr>
                                <th>"Partner"</th><th>"Kind"</th><th>"Access level"</th><th>"Can reach"</th>
                                <th>"State"</th><th>"Last activity"</th><th>"Actions"</th>
                            </tr>
                        </thead>
                        <tbody>{(0..ROWS).map(row).collect_view()}</tbody>
                    </table>
                </main>
            </body>
        </html>
    }
}

fn row(number: usize) -> impl IntoView {
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="c-who">
                <span class="who">
                    <span class="ring ring--active" aria-hidden="true">"AA"</span>
                    <span class="who__text">
                        <a class="who__name" href=format!("/b/halcyon/partners/{number}")><bdi>"Aiko Al-Amin"</bdi></a>
                        <span class="who__sub"><bdi>"Bright Agency"</bdi> " " <span>{format!("aiko{number}@halcyon.example")}</span></span>
                    </span>
                </span>
            </th>
            <td role="cell" class="c-kind" data-label="Kind">"Agency"</td>
            <td role="cell" class="c-level" data-label="Access level"><span class="level">"Standard"</span></td>
            <td role="cell" class="c-reach" data-label="Can reach">"Analytics, Campaigns, Assets"</td>
            <td role="cell" class="c-state" data-label="State"><span class="tag tag--active">"Active"</span></td>
            <td role="cell" class="c-last" data-label="Last activity">{format!("{number} days ago")}</td>
            <td role="cell" class="c-do"></td>
        </tr>
    }
}
