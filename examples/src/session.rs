//! The session cookie.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use uuid::Uuid;

const NAME: &str = "session";

/// The sessions that are open. They end with the program.
#[derive(Clone, Debug, Default)]
pub struct Sessions(Arc<Mutex<HashSet<Uuid>>>);

/// Asks for an open session: as a handler's argument, it answers 401 to a request without one.
#[derive(Clone, Copy, Debug)]
pub struct Session;

impl Sessions {
    /// Opens a session, and returns the `Set-Cookie` line that hands it to the browser.
    ///
    /// `SameSite=Lax` is enough where page and API are one site, as all ports of `localhost` are and
    /// as `app.example.com` and `api.example.com` would be. Browsers neither keep nor send the
    /// cookie when a script on another site calls, whatever its credentials mode.
    #[must_use]
    pub fn open(&self) -> String {
        let token = Uuid::new_v4();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(token);
        format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Lax")
    }

    fn knows(&self, headers: &HeaderMap) -> bool {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        token(headers).is_some_and(|token| sessions.contains(&token))
    }
}

/// The token in the request's session cookie, of an open session or not.
#[must_use]
pub fn token(headers: &HeaderMap) -> Option<Uuid> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == NAME).then(|| value.parse().ok()))
        .flatten()
}

impl<S> FromRequestParts<S> for Session
where
    S: Send + Sync,
    Sessions: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Session, Response> {
        if Sessions::from_ref(state).knows(&parts.headers) {
            Ok(Session)
        } else {
            let error = Json(json!({ "error": "no session; POST /session opens one" }));
            Err((StatusCode::UNAUTHORIZED, error).into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies(lines: &[&str]) -> HeaderMap {
        lines.iter().map(|line| (COOKIE, line.parse().unwrap())).collect()
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let id = Uuid::from_u128(7);
        assert_eq!(token(&cookies(&[&format!("session={id}")])), Some(id));
        assert_eq!(token(&cookies(&[&format!("theme=dark; session={id}; a=b")])), Some(id));
        assert_eq!(token(&cookies(&["theme=dark", &format!("session={id}")])), Some(id));
    }

    #[test]
    fn anything_else_is_no_token() {
        let id = Uuid::from_u128(7);
        assert_eq!(token(&cookies(&[])), None);
        assert_eq!(token(&cookies(&["session"])), None);
        assert_eq!(token(&cookies(&["session=guess"])), None);
        assert_eq!(token(&cookies(&[&format!("my-session={id}")])), None);
    }

    #[test]
    fn only_an_open_session_is_known() {
        let sessions = Sessions::default();
        let cookie = sessions.open();
        let (pair, attributes) = cookie.split_once("; ").unwrap();
        assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax");
        assert!(sessions.knows(&cookies(&[pair])));
        assert!(!sessions.knows(&cookies(&[&format!("session={}", Uuid::new_v4())])));
        assert!(!Sessions::default().knows(&cookies(&[pair])));
    }
}
