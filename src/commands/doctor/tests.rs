//! Two sites on loopback: the key belongs to one of them.

use super::*;
use crate::datadog::BaseUrl;
use crate::sandbox::{Keys, Options, Sandbox};

async fn site(api: &str) -> Sandbox {
    let keys = Keys::Exactly { api: api.to_owned(), app: "app-of-this-site".to_owned() };
    Sandbox::start(Options { keys, ..Options::default() }).await.unwrap()
}

fn base(sandbox: &Sandbox) -> BaseUrl {
    BaseUrl::parse(&sandbox.url()).unwrap()
}

fn keys(api: &str) -> Credentials {
    Credentials::Keys { api: ApiKey::new(api.to_owned()), app: AppKey::new("app-of-this-site".to_owned()) }
}

async fn looked(home: &Sandbox, key: &str, places: &Places) -> (Vec<Line>, bool) {
    let probe = Probe::connect(base(home), keys(key), Timeouts::default()).unwrap();
    let now = time::OffsetDateTime::now_utc();
    let looked = look::fit(&probe, "datadoghq.com", Some(key), places, now).await;
    (looked.lines, looked.reachable)
}

#[tokio::test]
async fn a_key_of_another_site_is_told_where_it_belongs() {
    let (home, abroad) = (site("key-of-home").await, site("key-of-europe").await);
    let places = vec![("datadoghq.com".to_owned(), base(&home)), ("datadoghq.eu".to_owned(), base(&abroad))];
    let (lines, reachable) = looked(&home, "key-of-europe", &places).await;
    assert_eq!(lines[0].message, "datadoghq.com does not know the API key: it belongs to datadoghq.eu");
    assert!(lines[0].next.as_ref().unwrap().contains("DD_SITE=datadoghq.eu"));
    assert!(!reachable);
    assert_eq!(exit_of(&lines), Exit::Denied);
    let (lines, _) = looked(&home, "key-of-nobody", &places).await;
    assert_eq!(lines[0].message, "datadoghq.com does not know the API key, and no other site does");
    assert_eq!(exit_of(&lines), Exit::Denied);
    let (lines, reachable) = looked(&home, "key-of-home", &places).await;
    assert_eq!((lines[0].state, reachable), (State::Good, true));
    assert_eq!(exit_of(&lines), Exit::Done);
}

#[tokio::test]
async fn a_site_that_is_not_there_is_no_question_of_keys() {
    let home = site("key").await;
    let gone = base(&home);
    home.stop().await;
    let probe = Probe::connect(gone, keys("key"), Timeouts::default()).unwrap();
    let looked = look::fit(&probe, "datadoghq.com", Some("key"), &Vec::new(), time::OffsetDateTime::now_utc()).await;
    assert_eq!(exit_of(&looked.lines), Exit::Error);
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_told() {
    let home = site("key").await;
    let probe = Probe::connect(base(&home), keys("key"), Timeouts::default()).unwrap();
    let later = time::OffsetDateTime::now_utc() + time::Duration::hours(1);
    let looked = look::fit(&probe, "datadoghq.com", Some("key"), &Vec::new(), later).await;
    let clock: Vec<&Line> = looked.lines.iter().filter(|line| line.topic == Topic::Clock).collect();
    assert_eq!(clock[0].state, State::Warning);
    assert!(clock[0].message.contains("s ahead of Datadog's"), "{}", clock[0].message);
}

#[tokio::test]
async fn an_application_key_that_is_unknown_shows_in_the_first_read() {
    let home = site("key").await;
    let wrong =
        Credentials::Keys { api: ApiKey::new("key".to_owned()), app: AppKey::new("app-of-elsewhere".to_owned()) };
    let probe = Probe::connect(base(&home), wrong, Timeouts::default()).unwrap();
    let lines = look::rights(&probe, &[&kinds::MONITOR]).await;
    assert_eq!(exit_of(&lines), Exit::Denied);
    assert!(lines[0].next.as_ref().unwrap().contains("application key"), "{lines:?}");
}
