//! The fields of a policy.

use crate::nearest::nearest;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $name:literal, $value:literal;)*) => {
        /// A field of a policy. Its name is the header's without `Access-Control-`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field {
            $($(#[$doc])* $field,)*
        }

        impl Field {
            /// Every field, in the order of the documentation.
            pub const ALL: &[Field] = &[$(Field::$field),*];

            /// The name that is written in a policy.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Field::$field => $name,)* }
            }

            /// What can be written as its value, in words.
            #[must_use]
            pub const fn value(self) -> &'static str {
                match self { $(Field::$field => $value,)* }
            }
        }
    };
}

fields! {
    /// Who may read responses.
    AllowOrigins = "allow_origins", "`*`, or a list of origins such as `[\"https://app.example.com\"]`";
    /// Which methods beyond GET, HEAD and POST.
    AllowMethods = "allow_methods", "`*`, `mirror`, or a list of methods such as `[GET, PUT]`";
    /// Which request headers beyond the safelisted ones.
    AllowHeaders = "allow_headers", "`*`, `mirror`, `[*, \"authorization\"]`, or a list of names such as `[\"content-type\"]`";
    /// Which response headers beyond the safelisted ones scripts may read.
    ExposeHeaders = "expose_headers", "`*`, or a list of names such as `[\"x-request-id\"]`";
    /// Whether cookies, TLS client certificates and HTTP authentication are shared.
    AllowCredentials = "allow_credentials", "`true` or `false`";
    /// How long a preflight's answer is kept.
    MaxAge = "max_age", "seconds such as `600`, or a number with a unit: `30s`, `10m`, `24h`";
    /// The status of a preflight's answer.
    PreflightStatus = "preflight_status", "`200` or `204`";
    /// Answers Private Network Access, a superseded draft.
    AllowPrivateNetwork = "allow_private_network", "`true` or `false`";
    /// Who may read detailed timings.
    TimingAllowOrigins = "timing_allow_origins", "`*`, `same`, or a list of origins such as `[\"https://app.example.com\"]`";
}

impl Field {
    /// The field with this name.
    ///
    /// ```
    /// use cors_rules::field::Field;
    ///
    /// assert_eq!(Field::named("max_age"), Some(Field::MaxAge));
    /// assert_eq!(Field::named("maximum_age"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// The field that an unknown name was most likely meant to be.
    #[must_use]
    pub fn meant_by(name: &str) -> Option<Field> {
        nearest(name, Field::ALL.iter().map(|field| field.name())).and_then(Field::named)
    }
}
