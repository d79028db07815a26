use app::whole::to_its_end;
use axum::response::IntoResponse;
use tokio::sync::oneshot;

#[tokio::test]
async fn an_answer_is_made_to_its_end_when_nobody_waits_for_it() {
    let (begins, begun) = oneshot::channel();
    let (goes_on, may_go_on) = oneshot::channel();
    let (ends, ended) = oneshot::channel();
    let waits = tokio::spawn(to_its_end(async move {
        begins.send(()).unwrap();
        may_go_on.await.unwrap();
        ends.send(()).unwrap();
        ().into_response()
    }));
    begun.await.unwrap();
    waits.abort();
    assert!(waits.await.unwrap_err().is_cancelled());
    goes_on.send(()).unwrap();
    ended.await.unwrap();
}
