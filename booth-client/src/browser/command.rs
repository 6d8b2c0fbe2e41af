//! How Chromium is called.

use super::Browser;
use std::ffi::OsString;
use std::path::Path;

/// Puts Chromium's debugging pipe (descriptors 3 and 4) on the stdin and stdout that the supervisor holds.
const PIPE: &str = r#"exec "$@" 3<&0 4>&1 0</dev/null 1>/dev/null"#;

/// Flags for what no policy can say.
const FLAGS: &[&str] = &[
    "--kiosk",
    "--window-position=0,0",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--hide-crash-restore-bubble",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-extensions",
    "--disk-cache-size=1",
    "--password-store=basic",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--lang=ja",
];

/// The program and its arguments: ends with its parent, runs as its own user, and speaks over the pipe.
pub(super) fn command(browser: &Browser, profile: &Path) -> Vec<OsString> {
    let mut words: Vec<OsString> = ["setpriv", "--pdeathsig", "KILL"].map(OsString::from).into();
    if let Some(user) = &browser.user {
        words
            .extend([format!("--reuid={user}"), format!("--regid={user}"), "--init-groups".into()].map(OsString::from));
    }
    words.extend(["sh", "-c", PIPE, "sh"].map(OsString::from));
    words.push(browser.program.clone().into());
    words.extend(FLAGS.iter().map(OsString::from));
    let mut folder = OsString::from("--user-data-dir=");
    folder.push(profile);
    words.push(folder);
    // Without a window manager nobody makes a window as large as the screen, and Chromium makes one of exactly that size
    // a pixel smaller.
    let [width, height] = browser.size.map(|pixels| pixels + 1);
    words.push(format!("--window-size={width},{height}").into());
    if !browser.sandbox {
        words.push("--no-sandbox".into());
    }
    words.extend(browser.flags.iter().map(OsString::from));
    words.push("about:blank".into());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(browser: &Browser) -> Vec<String> {
        command(browser, Path::new("/run/x/p")).into_iter().map(|word| word.into_string().expect("is text")).collect()
    }

    #[test]
    fn no_secret_and_no_address_stands_on_the_command_line_and_the_sandbox_is_on() {
        let words = words(&Browser::default());
        assert!(words.contains(&"--user-data-dir=/run/x/p".into()));
        assert!(!words.iter().any(|word| word.contains("http") || word == "--no-sandbox"), "{words:?}");
        assert_eq!(words.last().map(String::as_str), Some("about:blank"));
    }

    #[test]
    fn its_own_user_is_taken_on_before_anything_of_the_browser_runs() {
        let words = words(&Browser { user: Some("kiosk".into()), ..Browser::default() });
        let place = |wanted: &str| words.iter().position(|word| word == wanted).expect(wanted);
        assert!(place("--reuid=kiosk") < place("sh"));
    }
}
