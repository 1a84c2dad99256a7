//! Values that stand in the binary.

use std::fmt;

use http::HeaderValue;

/// A value that is the same in every answer of a policy, ready in the types of each version of `http` that is
/// used. Its clones share it.
pub struct Constant {
    text: &'static str,
    pub(crate) http_1: HeaderValue,
    #[cfg(feature = "actix-web")]
    pub(crate) http_0_2: http_0_2::HeaderValue,
}

impl Constant {
    /// The value with this text.
    ///
    /// # Panics
    /// If the text cannot be a header's value: while compiling, for that is when a policy is made. What is made of a
    /// long list while the program runs is made of an entry, of which the macro has seen the same.
    #[must_use]
    pub const fn new(text: &'static str) -> Constant {
        Constant {
            text,
            http_1: HeaderValue::from_static(text),
            #[cfg(feature = "actix-web")]
            http_0_2: http_0_2::HeaderValue::from_static(text),
        }
    }

    /// The value's text.
    pub(crate) const fn text(&self) -> &'static str {
        self.text
    }
}

impl fmt::Debug for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
