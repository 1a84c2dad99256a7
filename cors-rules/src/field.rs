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
    /// Who may read detailed timings.
    TimingAllowOrigins = "timing_allow_origins", "`*`, `same`, or a list of origins such as `[\"https://app.example.com\"]`";
    /// Which origins can be added at run time.
    RuntimeOrigins = "runtime_origins", "`any`, `*`, or `within` and a list, such as `within [\"https://*.example.com\"]`";
    /// What the policy must do, checked while compiling.
    Expect = "expect", "`{ allow \"https://app.example.com\"; deny \"https://evil.example\"; }`";
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

    /// The field that an unknown name was most likely meant to be: another library's name for it, or a
    /// slip of the pen.
    ///
    /// ```
    /// use cors_rules::field::Field;
    ///
    /// assert_eq!(Field::meant_by("supports_credentials"), Some(Field::AllowCredentials));
    /// assert_eq!(Field::meant_by("alow_orgins"), Some(Field::AllowOrigins));
    /// assert_eq!(Field::meant_by("timeout"), None);
    /// ```
    #[must_use]
    pub fn meant_by(name: &str) -> Option<Field> {
        let plain = name.to_ascii_lowercase().replace('-', "_");
        let plain = plain.strip_prefix("access_control_").unwrap_or(&plain);
        let known =
            ELSEWHERE.iter().find(|(_, names)| names.contains(&plain)).map(|(field, _)| *field);
        known.or_else(|| Field::named(plain)).or_else(|| {
            nearest(plain, Field::ALL.iter().map(|field| field.name())).and_then(Field::named)
        })
    }
}

/// Why a field does not exist any more, if a policy could once have it.
///
/// ```
/// use cors_rules::field::removed;
///
/// assert!(removed("allow_private_network").unwrap().contains("Local Network Access"));
/// assert_eq!(removed("timeout"), None);
/// ```
#[must_use]
pub fn removed(name: &str) -> Option<&'static str> {
    let plain = name.to_ascii_lowercase().replace('-', "_");
    let plain = plain.strip_prefix("access_control_").unwrap_or(&plain);
    matches!(plain, "allow_private_network" | "private_network" | "allow_private_network_access" | "allow_private_networks")
        .then_some("browsers have dropped Private Network Access for Local Network Access: they ask the user for permission, and no response header takes part")
}

/// What the fields are called in tower-http, actix-cors, `rocket_cors`, jub0bs/cors, Express, Spring and
/// elsewhere.
const ELSEWHERE: [(Field, &[&str]); 10] = [
    (
        Field::AllowOrigins,
        &[
            "origin",
            "origins",
            "allow_origin",
            "allowed_origin",
            "allowed_origins",
            "allow_any_origin",
            "allow_origin_regex",
            "allow_origin_patterns",
            "allowed_origin_fn",
            "allowed_origin_patterns",
            "with_origins",
        ],
    ),
    (
        Field::AllowMethods,
        &[
            "method",
            "methods",
            "allow_method",
            "allowed_method",
            "allowed_methods",
            "allow_any_method",
            "with_methods",
        ],
    ),
    (
        Field::AllowHeaders,
        &[
            "header",
            "headers",
            "allow_header",
            "allowed_header",
            "allowed_headers",
            "allow_any_header",
            "request_header",
            "request_headers",
            "with_headers",
        ],
    ),
    (
        Field::ExposeHeaders,
        &[
            "expose",
            "exposes",
            "expose_header",
            "exposed_header",
            "exposed_headers",
            "expose_any_header",
            "response_headers",
            "with_exposed_headers",
        ],
    ),
    (
        Field::AllowCredentials,
        &[
            "credential",
            "credentials",
            "credentialed",
            "allow_credential",
            "supports_credentials",
            "with_credentials",
        ],
    ),
    (
        Field::MaxAge,
        &[
            "age",
            "maxage",
            "max_age_in_seconds",
            "max_age_seconds",
            "max_age_secs",
            "preflight_max_age",
            "cache",
        ],
    ),
    (
        Field::PreflightStatus,
        &[
            "status",
            "options_status",
            "options_success_status",
            "optionssuccessstatus",
            "preflight_success_status",
            "success_status",
        ],
    ),
    (
        Field::TimingAllowOrigins,
        &["timing", "timing_allow_origin", "timing_origins", "allow_timing_origins"],
    ),
    (
        Field::RuntimeOrigins,
        &[
            "runtime",
            "runtime_origin",
            // Its earlier name.
            "operator_origins",
            "dynamic_origins",
            "extra_origins",
            "config_origins",
        ],
    ),
    (Field::Expect, &["assert", "expects", "expectation", "expectations", "test", "tests"]),
];

#[cfg(test)]
mod tests {
    use super::{ELSEWHERE, Field};

    #[test]
    fn a_field_is_found_by_its_name_a_header_another_library_and_a_slip() {
        for field in Field::ALL {
            assert_eq!(Field::named(field.name()), Some(*field));
            assert!(ELSEWHERE.iter().any(|(other, _)| other == field), "{}", field.name());
        }
        for (name, meant) in [
            ("Access-Control-Allow-Origin", Some(Field::AllowOrigins)),
            ("access_control_max_age", Some(Field::MaxAge)),
            ("allow_origin", Some(Field::AllowOrigins)),
            ("origins", Some(Field::AllowOrigins)),
            ("methods", Some(Field::AllowMethods)),
            ("headers", Some(Field::AllowHeaders)),
            ("credentials", Some(Field::AllowCredentials)),
            ("allowed_origin_fn", Some(Field::AllowOrigins)),
            ("supports_credentials", Some(Field::AllowCredentials)),
            ("optionsSuccessStatus", Some(Field::PreflightStatus)),
            ("ALLOW_METHODS", Some(Field::AllowMethods)),
            ("expose_heders", Some(Field::ExposeHeaders)),
            ("extra_origins", Some(Field::RuntimeOrigins)),
            ("operator_origins", Some(Field::RuntimeOrigins)),
            ("allow_private_network", None),
            ("block_on_origin_mismatch", None),
            ("", None),
        ] {
            assert_eq!(Field::meant_by(name), meant, "{name}");
        }
    }
}
