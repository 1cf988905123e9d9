//! Addresses without what is secret in them.

use url::{Url, form_urlencoded};

/// Names of values that are secret, wherever in a name they stand.
const SECRET: &[&str] = &[
    "token",
    "secret",
    "passw",
    "apikey",
    "api_key",
    "api-key",
    "signature",
    "credential",
    "authorization",
    "hmac",
];

/// Names of values that are secret as they stand.
const SECRET_NAMES: &[&str] = &[
    "key",
    "auth",
    "authkey",
    "sig",
    "sid",
    "pwd",
    "pass",
    "session",
    "sessionid",
    "jsessionid",
    "phpsessid",
    "jwt",
    "code",
];

/// Endings of names of values that are secret: a last word *key*, which *monkey* has not.
const SECRET_ENDINGS: &[&str] = &["_key", "-key", ".key"];

/// What stands between the values of a query or a fragment, or behind a *;* in a path.
const BETWEEN_VALUES: &[char] = &['&', ';', '?'];

/// What stands in the place of a secret.
const HIDDEN: &str = "***";

/// An address without user and password, and without the values of its path, query and fragment that are secret by their names:
/// *token*, *key*, *api_key*, *access_key* and such. What is no whole address, such as *jane:secret@news.example/feed*, has nothing left
/// before its last *@*.
#[must_use]
pub fn public(address: &str) -> String {
    let (rest, fragment) = split(address, '#');
    let (rest, query) = split(rest, '?');
    let (rest, parameters) = split(rest, ';');
    let is_whole = rest.contains("://") && Url::parse(address).is_ok_and(|url| url.has_host());
    let rest = if is_whole { without_user(rest) } else { rest.to_owned() };
    let mut shown = without_secrets(&rest, &['/']);
    for (mark, values) in [(';', parameters), ('?', query), ('#', fragment)] {
        if let Some(values) = values {
            shown.push(mark);
            shown.push_str(&without_secrets(values, BETWEEN_VALUES));
        }
    }
    if is_whole { shown } else { without_beginning(&shown) }
}

/// What is no whole address, without all that may be a user and a password in it, wherever they end.
fn without_beginning(text: &str) -> String {
    let Some((before, after)) = text.rsplit_once('@') else {
        return text.to_owned();
    };
    match before.split_once("://") {
        Some((scheme, _)) => format!("{scheme}://{HIDDEN}@{after}"),
        None => format!("{HIDDEN}@{after}"),
    }
}

fn split(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark)
        .map_or((text, None), |(before, after)| (before, Some(after)))
}

fn without_user(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let (authority, path) = rest.find(['/', '\\']).map_or((rest, ""), |at| rest.split_at(at));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

fn without_secrets(values: &str, between: &[char]) -> String {
    let hide = |value: &str| match value.split_once('=') {
        Some((name, value)) if is_secret(name) || holds_secret(value) => format!("{name}={HIDDEN}"),
        _ => value.to_owned(),
    };
    let parts = values.split_inclusive(between);
    let hidden = parts.map(|part| {
        let value = part.trim_end_matches(between);
        hide(value) + &part[value.len()..]
    });
    hidden.collect()
}

/// Whether a value is an address that holds a secret itself.
fn holds_secret(value: &str) -> bool {
    let value = decoded(value);
    let Some((_, address)) = value.split_once("://") else {
        return false;
    };
    let named = |part: &str| part.split_once('=').is_some_and(|(name, _)| is_secret(name));
    let authority = address.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    authority.contains('@') || address.split(['?', '&', '#', ';']).any(named)
}

fn decoded(value: &str) -> String {
    form_urlencoded::parse(value.as_bytes())
        .map(|(name, value)| {
            if value.is_empty() {
                name.into_owned()
            } else {
                format!("{name}={value}")
            }
        })
        .collect::<Vec<_>>()
        .join("&")
}

fn is_secret(name: &str) -> bool {
    let name = &decoded(name);
    let small = name.to_ascii_lowercase();
    SECRET.iter().any(|part| small.contains(part))
        || SECRET_NAMES.contains(&small.as_str())
        || SECRET_ENDINGS.iter().any(|ending| small.ends_with(ending))
        || name.ends_with("Key")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden() {
        for (address, shown) in [
            ("https://jane:pw@news.example/feed", "https://news.example/feed"),
            ("https://jane:p@w@news.example", "https://news.example"),
            (
                "https://news.example/a?token=abc&page=2",
                "https://news.example/a?token=***&page=2",
            ),
            (
                "https://news.example/a?page=2&API_KEY=abc",
                "https://news.example/a?page=2&API_KEY=***",
            ),
            (
                "https://news.example/a?key=a=b#access_token=c",
                "https://news.example/a?key=***#access_token=***",
            ),
            (
                "http://[::1]:80/a;b?x-amz-signature=1;y=2",
                "http://[::1]:80/a;b?x-amz-signature=***;y=2",
            ),
            (
                "https://news.example/a?access_key=b&subscription-key=c&access%5Fkey=d&user.key=e&accessKey=f",
                "https://news.example/a?access_key=***&subscription-key=***&access%5Fkey=***&user.key=***&accessKey=***",
            ),
            (
                "https://news.example/token=abc/feed/page=2/key=a/",
                "https://news.example/token=***/feed/page=2/key=***/",
            ),
            ("news.example/feed?token=abc", "news.example/feed?token=***"),
            (
                "https:/news.example/feed?token=abc",
                "https:/news.example/feed?token=***",
            ),
            ("jane:p/w@news.example/token=abc", "***@news.example/token=***"),
            ("jane:pw@news.example/feed", "***@news.example/feed"),
            (
                "jane:pw@news.example/feed?token=abc&page=2",
                "***@news.example/feed?token=***&page=2",
            ),
            ("https:/jane:pw@news.example/feed", "***@news.example/feed"),
            ("https:\\\\jane:pw@news.example", "***@news.example"),
            ("//jane:pw@news.example", "***@news.example"),
            ("https://jane:p/w@news.example/feed", "https://***@news.example/feed"),
            ("https://jane:p#w@news.example/feed", "https://***@news.example/feed"),
            (
                "https://jane:p?w@news.example/?key=a",
                "https://***@news.example/?key=***",
            ),
            ("news.example/?mail=a@b&token=abc", "***@b&token=***"),
            (
                "https://news.example/a;jsessionid=abc?%74oken=abc",
                "https://news.example/a;jsessionid=***?%74oken=***",
            ),
            (
                "https://news.example/go?to=https%3A%2F%2Fjane%3Apw%40a.example%2F&from=http://b.example/?key=abc",
                "https://news.example/go?to=***&from=http://b.example/?key=***",
            ),
        ] {
            assert_eq!(public(address), shown);
        }
    }

    #[test]
    fn the_rest_is_untouched() {
        for address in [
            "https://news.example/2023/03/12/a@b?keyword=grain&monkey=2&key_word=a&p=1&&q#top",
            "https://news.example/share?to=https://b.example/c&mail=desk@b.example;y=2",
            "/local/path/of=a;file=b",
            "urn:x",
            "",
            "://",
            "?key",
        ] {
            assert_eq!(public(address), address);
        }
    }
}
