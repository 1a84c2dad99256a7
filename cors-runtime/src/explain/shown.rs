//! A client's bytes as a person may see them: printable, of bounded length, on one line.

/// How many of a client's bytes are shown, before they are escaped.
pub(crate) const SHOWN_BYTES: usize = 128;

/// What follows where there was more.
pub(crate) const CUT: &str = "...";

/// ASCII without control characters and backticks, so that nobody can forge a line of a log or what stands
/// around the value.
pub(crate) fn shown(bytes: &[u8]) -> String {
    let head = bytes.get(..SHOWN_BYTES).unwrap_or(bytes);
    let mut text = head.escape_ascii().to_string().replace('`', "\\x60");
    if bytes.len() > SHOWN_BYTES {
        text.push_str(CUT);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clients_bytes_stay_on_one_short_line() {
        for (bytes, text) in [
            (&b"https://app.example.com"[..], "https://app.example.com"),
            (b"a\r\nlevel=ERROR", "a\\r\\nlevel=ERROR"),
            (b"\x1b[31m\xff`", "\\x1b[31m\\xff\\x60"),
            ("\u{202e}".as_bytes(), "\\xe2\\x80\\xae"),
            (b"", ""),
        ] {
            assert_eq!(shown(bytes), text);
        }
        assert_eq!(shown(&[b'a'; SHOWN_BYTES]), "a".repeat(SHOWN_BYTES));
        assert_eq!(shown(&vec![b'a'; 70_000]), format!("{}...", "a".repeat(SHOWN_BYTES)));
    }
}
