//! Addresses without what is secret in them.

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
];

/// Names of values that are secret as they stand.
const SECRET_NAMES: &[&str] = &[
    "key",
    "auth",
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

/// What stands in the place of a secret.
const HIDDEN: &str = "***";

/// An address without user and password, and without the values of its query and fragment that are secret by their names: *token*,
/// *key*, *api_key*, *access_key* and such.
#[must_use]
pub fn public(address: &str) -> String {
    let (rest, fragment) = split(address, '#');
    let (rest, query) = split(rest, '?');
    let mut shown = without_user(rest);
    for (mark, values) in [('?', query), ('#', fragment)] {
        if let Some(values) = values {
            shown.push(mark);
            shown.push_str(&without_secrets(values));
        }
    }
    shown
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

fn without_secrets(values: &str) -> String {
    let hide = |value: &str| match value.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
        _ => value.to_owned(),
    };
    let parts = values.split_inclusive(['&', ';']);
    let hidden = parts.map(|part| {
        let value = part.trim_end_matches(['&', ';']);
        hide(value) + &part[value.len()..]
    });
    hidden.collect()
}

fn is_secret(name: &str) -> bool {
    let small = name.to_ascii_lowercase().replace("%5f", "_").replace("%2d", "-");
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
        ] {
            assert_eq!(public(address), shown);
        }
    }

    #[test]
    fn the_rest_is_untouched() {
        for address in [
            "https://news.example/2023/03/12/a@b?keyword=grain&monkey=2&key_word=a&p=1&&q#top",
            "urn:x",
            "",
            "://",
            "?key",
        ] {
            assert_eq!(public(address), address);
        }
    }
}
