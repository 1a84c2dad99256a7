//! A client for what has a URL.

use std::time::Duration;

use http::{Request, Uri};
use ureq::Agent;

use super::application::Answer;

/// What has not answered by then does not answer.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) struct Client {
    agent: Agent,
    base: String,
}

impl Client {
    pub(super) fn new(url: &str) -> Client {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .build();
        Client { agent: config.into(), base: url.trim_end_matches('/').to_owned() }
    }

    pub(super) fn answer(&self, mut request: Request<()>) -> Answer {
        let target = format!("{}{}", self.base, request.uri());
        *request.uri_mut() =
            target.parse::<Uri>().map_err(|error| format!("{target:?} is no URL: {error}"))?;
        let response = self.agent.run(request).map_err(|error| error.to_string())?;
        Ok(response.map(drop))
    }
}
