//! The rim between a browser and its [`Watch`].

use super::pipe::{Pipe, Said};
use super::watch::{Deed, Seen, Watch};
use super::{News, Open, picture};
use crate::clock;
use crate::printer::Slip;
use crate::terminal::Fault;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use protocol::private::Private;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io;
use std::time::Duration;
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{MissedTickBehavior, interval};

/// How often the watch is given the time.
const TICK: Duration = Duration::from_millis(50);
/// How small a picture suffices, of the page's size.
const SCALE: f64 = 0.05;
/// What the page is asked: where it is, how large, and whether its face is drawn.
const QUESTION: &str = "({ href: location.href, width: innerWidth, height: innerHeight, drawn: document.readyState !== 'loading' && \
    (document.getElementById('face') ?? document.body)?.childElementCount > 0 })";

type Devtools = Pipe<ChildStdin, ChildStdout>;

/// Where a slip goes.
pub(super) type Wanted = oneshot::Sender<Option<Slip>>;

/// What an answer will be to.
enum Asked {
    Question,
    Picture,
    Slip(Wanted),
    Nothing,
}

struct Page {
    pipe: Devtools,
    open: Open,
    target: String,
    frame: String,
    watch: Watch,
    size: [Value; 2],
    asked: HashMap<u32, Asked>,
    wanted: mpsc::UnboundedReceiver<Wanted>,
    tell: mpsc::UnboundedSender<News>,
}

/// Opens the page, watches it until it fails, and prints it when that is wanted.
pub(super) async fn watch(
    pipe: Devtools,
    open: Open,
    patience: Duration,
    wanted: mpsc::UnboundedReceiver<Wanted>,
    tell: mpsc::UnboundedSender<News>,
) {
    let watched = async {
        let (mut page, events) = Page::open(pipe, open, patience, wanted, tell.clone()).await?;
        for event in events {
            page.hear(event).await?;
        }
        page.run().await
    };
    if let Err(error) = watched.await {
        tracing::warn!(%error, "the browser has gone");
    }
    // Whoever listened has ended the browser itself.
    let _ = tell.send(News::Failed(Fault::Gone));
}

impl Page {
    async fn open(
        mut pipe: Devtools,
        open: Open,
        patience: Duration,
        wanted: mpsc::UnboundedReceiver<Wanted>,
        tell: mpsc::UnboundedSender<News>,
    ) -> io::Result<(Self, Vec<Said>)> {
        let mut events = Vec::new();
        let target = first_page(&mut pipe).await?;
        let attach = json!({ "targetId": target, "flatten": true });
        let attached = pipe.call("Target.attachToTarget", attach, &mut events).await?;
        pipe.attach(text(&attached["sessionId"]));
        for domain in ["Page.enable", "Inspector.enable"] {
            pipe.call(domain, json!({}), &mut events).await?;
        }
        if let Open::Page { url, cookie, launch } = &open {
            let cookie = json!({
                "name": cookie, "value": launch.reveal(), "url": url, "path": "/", "httpOnly": true, "sameSite": "Strict",
            });
            pipe.call("Network.setCookie", cookie, &mut events).await?;
        }
        let tree = pipe.call("Page.getFrameTree", json!({}), &mut events).await?;
        let frame = text(&tree["frameTree"]["frame"]["id"]);
        let watch = Watch::new(clock::now(), patience);
        let (size, asked) = (Default::default(), HashMap::new());
        let mut page = Self { pipe, open, target, frame, watch, size, asked, wanted, tell };
        page.bring().await?;
        Ok((page, events))
    }

    async fn run(mut self) -> io::Result<()> {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                said = self.pipe.next() => self.hear(said?).await?,
                Some(give) = self.wanted.recv() => {
                    // A4, unless the page's own style says another size.
                    let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true });
                    self.ask(Asked::Slip(give), "Page.printToPDF", paper).await?;
                }
                _ = tick.tick() => {
                    let deeds = self.watch.tick(clock::now());
                    self.act(deeds).await?;
                }
            }
        }
    }

    async fn hear(&mut self, said: Said) -> io::Result<()> {
        let now = clock::now();
        let deeds = match said {
            Said::Answer { id, result } => match (self.asked.remove(&id), result) {
                (Some(Asked::Question), Ok(result)) => {
                    let value = &result["result"]["value"];
                    self.size = [value["width"].clone(), value["height"].clone()];
                    let seen = self.seen(value);
                    self.watch.answered(now, seen)
                }
                // Between two documents there is nobody to ask.
                (Some(Asked::Question), Err(_)) => self.watch.answered(now, Seen::Loading),
                (Some(Asked::Picture), Ok(result)) => {
                    let png = result["data"].as_str().and_then(|text| BASE64.decode(text).ok());
                    self.watch.looked(now, png.is_some_and(|png| picture::is_empty(&png)))
                }
                (Some(Asked::Slip(give)), result) => {
                    let pdf = result.ok().and_then(|mut result| pdf(result["data"].take()));
                    // Who wanted it may not wait any more.
                    let _ = give.send(pdf);
                    Vec::new()
                }
                _ => Vec::new(),
            },
            Said::Event { method, params } => match method.as_str() {
                "Inspector.targetCrashed" => self.watch.crashed(),
                "Page.frameNavigated" if params["frame"]["id"] == self.frame.as_str() => {
                    let there = text(&params["frame"]["url"]);
                    if self.is_ours(&there) { Vec::new() } else { self.watch.stray(now) }
                }
                "Target.targetCreated" => {
                    self.close_if_foreign(&params["targetInfo"]).await?;
                    Vec::new()
                }
                _ => Vec::new(),
            },
        };
        self.act(deeds).await
    }

    async fn act(&mut self, deeds: Vec<Deed>) -> io::Result<()> {
        for deed in deeds {
            match deed {
                Deed::Ask => {
                    let question = json!({ "expression": QUESTION, "returnByValue": true });
                    self.ask(Asked::Question, "Runtime.evaluate", question).await?;
                }
                Deed::Look => {
                    let [width, height] = &self.size;
                    let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": SCALE });
                    let look = json!({ "format": "png", "optimizeForSpeed": true, "clip": clip });
                    self.ask(Asked::Picture, "Page.captureScreenshot", look).await?;
                }
                Deed::Bring => self.bring().await?,
                Deed::SayUp => self.say(News::Up),
                Deed::SayFailed(fault) => self.say(News::Failed(fault)),
            }
        }
        Ok(())
    }

    async fn ask(&mut self, asked: Asked, method: &str, params: Value) -> io::Result<()> {
        let id = self.pipe.send(method, params).await?;
        self.asked.insert(id, asked);
        Ok(())
    }

    /// Opens what is to be open.
    async fn bring(&mut self) -> io::Result<()> {
        match &self.open {
            Open::Page { url, .. } => {
                let to = json!({ "url": url });
                self.ask(Asked::Nothing, "Page.navigate", to).await
            }
            Open::Document(html) => {
                let document = json!({ "frameId": self.frame, "html": html });
                self.ask(Asked::Nothing, "Page.setDocumentContent", document).await
            }
        }
    }

    fn seen(&self, value: &Value) -> Seen {
        let there = value["href"].as_str();
        match there {
            // The first document of every browser.
            Some("about:blank") if matches!(self.open, Open::Page { .. }) => Seen::Loading,
            Some(there) if !self.is_ours(there) => Seen::Astray,
            Some(_) if value["drawn"] == true => Seen::Ready,
            _ => Seen::Loading,
        }
    }

    fn is_ours(&self, there: &str) -> bool {
        match &self.open {
            // The same origin and path; what stands after `?` is the page's own affair.
            Open::Page { url, .. } => there == "about:blank" || path(there) == path(url),
            Open::Document(_) => there == "about:blank",
        }
    }

    /// Closes any window but ours.
    async fn close_if_foreign(&mut self, target: &Value) -> io::Result<()> {
        if target["type"] == "page" && target["targetId"] != self.target.as_str() {
            tracing::warn!("a second window was opened; it is closed");
            let close = json!({ "targetId": target["targetId"] });
            self.ask(Asked::Nothing, "Target.closeTarget", close).await?;
        }
        Ok(())
    }

    fn say(&self, news: News) {
        // Whoever listened has ended the browser itself.
        let _ = self.tell.send(news);
    }
}

/// Waits for the browser's first window.
async fn first_page(pipe: &mut Devtools) -> io::Result<String> {
    let mut events = Vec::new();
    pipe.call("Target.setDiscoverTargets", json!({ "discover": true }), &mut events).await?;
    loop {
        let page = events.drain(..).find_map(|said| match said {
            Said::Event { method, params } if method == "Target.targetCreated" => {
                let target = &params["targetInfo"];
                (target["type"] == "page").then(|| text(&target["targetId"]))
            }
            _ => None,
        });
        match page {
            Some(target) => return Ok(target),
            None => events.push(pipe.next().await?),
        }
    }
}

fn path(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A printed page; nothing else is left of it here.
fn pdf(data: Value) -> Option<Slip> {
    let Value::String(data) = data else { return None };
    let data = Private::new(data);
    BASE64.decode(data.reveal()).ok().map(Private::new)
}
