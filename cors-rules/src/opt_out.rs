//! The fields in which a rule can be allowed.

use crate::field::Field;
use crate::rule::Rule;

impl Rule {
    /// The fields whose `#[allow(rule)]`, or whose entries' `#[allow(rule)]`, can have an effect; none for a rule that
    /// cannot be allowed.
    ///
    /// ```
    /// use cors_rules::Rule;
    /// use cors_rules::field::Field;
    ///
    /// assert_eq!(Rule::PatchCase.fields(), [Field::AllowMethods]);
    /// assert!(Rule::OriginPath.fields().is_empty());
    /// ```
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Rule::UnusedAllow => Field::ALL,
            Rule::NullOrigin | Rule::MissingPlatform => {
                &[Field::AllowOrigins, Field::TimingAllowOrigins]
            }
            Rule::SchemeSlip
            | Rule::SwappedPort
            | Rule::BlockedPort
            | Rule::UndecodablePunycode
            | Rule::EdgeHyphen
            | Rule::TrailingDot
            | Rule::InstallationId
            | Rule::ExtensionId
            | Rule::RedundantOrigin => {
                &[Field::AllowOrigins, Field::TimingAllowOrigins, Field::RuntimeOrigins]
            }
            Rule::MissingDot
            | Rule::AnyPort
            | Rule::InsecureOrigin
            | Rule::AnyHost
            | Rule::PublicSuffix
            | Rule::RegistrablePreview => &[Field::AllowOrigins, Field::RuntimeOrigins],
            Rule::DevelopmentOrigin => &[Field::AllowOrigins],
            Rule::LongTimingList => &[Field::TimingAllowOrigins],
            Rule::PatchCase
            | Rule::MethodSlip
            | Rule::LowerCaseMethod
            | Rule::RedundantMethod
            | Rule::MissingContentType => &[Field::AllowMethods],
            Rule::WildcardInName => {
                &[Field::AllowMethods, Field::AllowHeaders, Field::ExposeHeaders]
            }
            Rule::HeaderSlip
            | Rule::MethodOverride
            | Rule::ResponseHeader
            | Rule::StarWithoutAuthorization => &[Field::AllowHeaders],
            Rule::ExposedTwice | Rule::ExposedAlready | Rule::ExposeUseless => {
                &[Field::ExposeHeaders]
            }
            _ => &[],
        }
    }
}
