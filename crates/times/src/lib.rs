//! Time expressions of news text as TIMEX3, and their values.
