//! What the client sends, message by message, before it is taken apart: what cannot be read costs itself and not the
//! connection, as it would with the framework, which reads nothing more after it.
//!
//! Editors that count in UTF-16 may send half a character (`"\udfb7"`), which no text can hold.

use std::borrow::Cow;

use serde_json::{Value, json};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tower_lsp::jsonrpc::Request;

/// What stands in place of a message that cannot be read: it is answered with an error.
pub const UNREADABLE: &str = "pmt/unreadable";
/// The header that matters.
const LENGTH: &str = "content-length";
/// What stands for half a character.
const REPLACEMENT: &[u8; 6] = br"\ufffd";

/// Hands every message on that comes, until there are no more.
pub async fn relay(mut from: impl AsyncBufRead + Unpin, mut to: impl AsyncWrite + Unpin) {
    while let Ok(Some(body)) = receive(&mut from).await {
        let body = readable(body);
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        if to.write_all(head.as_bytes()).await.is_err() || to.write_all(&body).await.is_err() {
            break;
        }
    }
}

/// The next message; `None` at the end. Lines that are no header of ours are passed over.
async fn receive(from: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<Vec<u8>>> {
    let mut length: Option<u64> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        match (text.is_empty(), length) {
            (true, Some(length)) => {
                let mut body = Vec::new();
                from.take(length).read_to_end(&mut body).await?;
                let is_whole = u64::try_from(body.len()).is_ok_and(|got| got == length);
                return Ok(is_whole.then_some(body));
            }
            (true, None) => {}
            (false, _) => {
                let header = text.split_once(':');
                let value = header.filter(|(name, _)| name.trim().eq_ignore_ascii_case(LENGTH));
                length = value.and_then(|(_, value)| value.trim().parse().ok()).or(length);
            }
        }
    }
}

/// A message as it can be read, or what stands for it.
fn readable(body: Vec<u8>) -> Vec<u8> {
    let body = match String::from_utf8(body) {
        Ok(text) => text.into_bytes(),
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned().into_bytes(),
    };
    let body = match whole_characters(&body) {
        Cow::Borrowed(_) => body,
        Cow::Owned(mended) => mended,
    };
    // An answer reads as a request without a method.
    if serde_json::from_slice::<Request>(&body).is_ok() {
        return body;
    }
    let read = serde_json::from_slice::<Value>(&body).ok();
    let id = read.and_then(|read| read.get("id").cloned());
    let id = id.filter(|id| id.is_number() || id.is_string());
    json!({ "jsonrpc": "2.0", "id": id, "method": UNREADABLE }).to_string().into_bytes()
}

/// JSON without halves of characters.
fn whole_characters(json: &[u8]) -> Cow<'_, [u8]> {
    if !json.windows(3).any(|three| matches!(three, br"\ud" | br"\uD")) {
        return Cow::Borrowed(json);
    }
    let mut out = Vec::with_capacity(json.len());
    let mut rest = json;
    while let Some((first, behind)) = rest.split_first() {
        let length = match escaped(rest) {
            Some(0xD800..=0xDBFF) => match rest.get(6..).and_then(escaped) {
                Some(0xDC00..=0xDFFF) => 12,
                _ => 0,
            },
            Some(0xDC00..=0xDFFF) => 0,
            Some(_) => 6,
            None if *first == b'\\' && !behind.is_empty() => 2,
            None => 1,
        };
        if let Some((taken, after)) = rest.split_at_checked(length).filter(|_| length > 0) {
            out.extend_from_slice(taken);
            rest = after;
        } else {
            out.extend_from_slice(REPLACEMENT);
            rest = rest.get(6..).unwrap_or_default();
        }
    }
    Cow::Owned(out)
}

/// The number of `\uXXXX` at the beginning.
fn escaped(json: &[u8]) -> Option<u32> {
    let digits = json.strip_prefix(br"\u")?.get(..4)?;
    digits.iter().try_fold(0_u32, |number, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        number.checked_mul(16)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_characters_are_replaced_and_nothing_else() {
        let whole = |json: &str| String::from_utf8(whole_characters(json.as_bytes()).into_owned()).unwrap();
        for kept in [r#""\ud842\udfb7""#, r#""\\ud842""#, r#""\\\\udfb7 \u4e2d\n""#, r#""\"#, r#""\ud8"#] {
            assert_eq!(whole(kept), kept);
        }
        assert_eq!(whole(r#""\udfb7x\uD842""#), r#""\ufffdx\ufffd""#);
        assert_eq!(whole(r#""\ud842\ud842\udfb7\\\udfb7""#), r#""\ufffd\ud842\udfb7\\\ufffd""#);
    }

    #[tokio::test]
    async fn messages_come_through_whatever_stands_between() {
        let request = r#"{"jsonrpc":"2.0","id":1,"method":"甲"}"#;
        let framed = |body: &str| format!("content-length : {}\r\n\r\n{body}", body.len());
        let from = [
            "垃圾\r\n\r\n",
            &framed(request),
            "Content-Type: x\r\n",
            &framed("{nope"),
            &framed(r#"{"id":"七","method":3}"#),
            &framed("[1]"),
            &framed("坏"),
            &framed(request),
            "Content-Length: 99\r\n\r\n{",
        ]
        .concat();
        let mut to = Vec::new();
        relay(from.as_bytes(), &mut to).await;
        let mut from = to.as_slice();
        let mut got = Vec::new();
        while let Ok(Some(body)) = receive(&mut from).await {
            got.push(serde_json::from_slice::<Value>(&body).unwrap());
        }
        let request: Value = serde_json::from_str(request).unwrap();
        let unreadable = |id: Value| json!({ "jsonrpc": "2.0", "id": id, "method": UNREADABLE });
        let (null, seven) = (unreadable(Value::Null), unreadable(json!("七")));
        assert_eq!(got, [request.clone(), null.clone(), seven, null.clone(), null, request]);
    }
}
