//! Hosts that are not ASCII, as browsers send them, where that is certain.
//!
//! Browsers map such a host with the tables of UTS #46, which are several hundred kilobytes and a
//! third of a small program's build. The letters that people have in host names need none of it: each
//! stands for itself in lower case, whatever its neighbours are. For everything else no replacement is
//! offered. The tests compare every character, and many thousands of words, with a full implementation.
//! <https://url.spec.whatwg.org/#concept-domain-to-ascii>

use std::ops::RangeInclusive;

use super::punycode;

/// Characters that UTS #46 maps to their lower case and to nothing else, that combine with none of the
/// others, and whose scripts run from left to right.
const CERTAIN: [RangeInclusive<char>; 27] = [
    // Latin, without the digraphs and the letters that stand for two.
    'À'..='į',
    'Ŋ'..='ž',
    'ƀ'..='ǃ',
    'Ǎ'..='ǰ',
    'Ǵ'..='ʯ',
    'Ḁ'..='ẙ',
    // Greek.
    'Έ'..='Ί',
    'Ό'..='Ό',
    'Ύ'..='Ρ',
    'Σ'..='ώ',
    // Cyrillic.
    'Ѐ'..='ҁ',
    'Ҋ'..='ԯ',
    // Armenian and Georgian.
    'Ա'..='Ֆ',
    'ա'..='ֆ',
    'ა'..='ჺ',
    // Japanese and Chinese.
    '々'..='々',
    'ぁ'..='ゖ',
    'ァ'..='ヺ',
    'ー'..='ー',
    'ㄅ'..='ㄯ',
    '㐀'..='䶿',
    '一'..='鿿',
    // Korean.
    '가'..='힣',
    // Pictures.
    '☀'..='➿',
    '🌀'..='🙏',
    '🚀'..='🛅',
    '🤌'..='🧿',
];

/// The dots of East Asian scripts, each of which separates labels.
const DOTS: [char; 3] = ['。', '．', '｡'];

/// The ASCII form of a host, if it is certain.
pub(super) fn to_ascii(host: &str) -> Option<String> {
    host.split(|character| character == '.' || DOTS.contains(&character))
        .map(label_to_ascii)
        .collect::<Option<Vec<_>>>()
        .map(|labels| labels.join("."))
}

fn label_to_ascii(label: &str) -> Option<String> {
    let lower = label.chars().map(lower).collect::<Option<String>>()?;
    if lower.is_ascii() {
        return Some(lower);
    }
    // Half of it claims to be encoded already.
    if lower.starts_with("xn--") {
        return None;
    }
    punycode::encode(&lower).map(|encoded| format!("xn--{encoded}"))
}

fn lower(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character.to_ascii_lowercase());
    }
    if !CERTAIN.iter().any(|range| range.contains(&character)) {
        return None;
    }
    let mut lower = character.to_lowercase();
    lower.next().filter(|_| lower.next().is_none())
}
