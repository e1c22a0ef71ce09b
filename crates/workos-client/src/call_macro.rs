//! The macro that defines a generated call: the struct, its per-call options and its methods that send it.

/// Defines a call type. Used by generated code.
///
/// - `struct X -> T;` sends and decodes `T`;
/// - `struct X -> ();` sends and ignores the body of the answer;
/// - `struct X -> Page<T>, paged(max);` adds the paging parameters, `pages()` and `items()`;
/// - `struct X { body: B } -> …;` sends `body` as JSON.
#[doc(hidden)]
#[macro_export]
macro_rules! call {
    ($(#[$meta:meta])* pub struct $name:ident $({ body: $body:ty })? -> (); ) => {
        $crate::call!(@shell [$(#[$meta])*] $name [$($body)?] ());
        impl $name {
            /// Sends the call.
            ///
            /// # Errors
            /// Any [`Error`](workos_client::Error); see the method that created the call.
            pub async fn send(self) -> Result<(), $crate::Error> {
                self.into_call().send_empty().await
            }

            /// Sends the call and returns status, request id and headers.
            ///
            /// # Errors
            /// Any [`Error`](workos_client::Error); see the method that created the call.
            pub async fn send_with_meta(self) -> Result<$crate::Answer<()>, $crate::Error> {
                self.into_call().send_empty_with_meta().await
            }
        }
    };
    ($(#[$meta:meta])* pub struct $name:ident $({ body: $body:ty })? -> Page<$item:ty>, paged($max:literal); ) => {
        $crate::call!($(#[$meta])* pub struct $name $({ body: $body })? -> $crate::Page<$item>;);
        impl $name {
            #[doc = concat!("Sets how many objects a page holds at most, 1 to ", stringify!($max), ".")]
            ///
            /// The default is 10 for a single page, and 100 for `items()` and `pages()`.
            pub fn limit(mut self, limit: u32) -> Self {
                self.call.check_range("limit", i64::from(limit), 1, $max);
                self.call.query("limit", limit);
                self
            }

            /// Starts after the object with this cursor.
            pub fn after(mut self, cursor: impl AsRef<str>) -> Self {
                self.call.query("after", cursor.as_ref());
                self
            }

            /// Ends before the object with this cursor; `items()` and `pages()` then walk backwards.
            pub fn before(mut self, cursor: impl AsRef<str>) -> Self {
                self.call.query("before", cursor.as_ref());
                self
            }

            /// Sets the order by creation time; newest first (`desc`) by default.
            pub fn order(mut self, order: impl Into<$crate::Order>) -> Self {
                self.call.query("order", order.into());
                self
            }

            /// Returns all objects from this position on. Pages are fetched on demand.
            pub fn items(self) -> $crate::Items<$item> {
                $crate::Items::new(self.into_call())
            }

            /// Returns all pages from this position on. Pages are fetched on demand.
            pub fn pages(self) -> $crate::Pages<$item> {
                $crate::Pages::new(self.into_call())
            }
        }

        impl $crate::__macro::Sealed for $name {}

        impl $crate::PagedCall for $name {
            type Item = $item;

            fn into_paged_call(self) -> $crate::Call<$crate::Page<$item>> {
                self.into_call()
            }
        }
    };
    ($(#[$meta:meta])* pub struct $name:ident $({ body: $body:ty })? -> $answer:ty; ) => {
        $crate::call!(@shell [$(#[$meta])*] $name [$($body)?] $answer);
        impl $name {
            /// Sends the call.
            ///
            /// # Errors
            /// Any [`Error`](workos_client::Error); see the method that created the call.
            pub async fn send(self) -> Result<$answer, $crate::Error> {
                self.into_call().send().await
            }

            /// Sends the call and returns the value together with status, request id and headers.
            ///
            /// # Errors
            /// Any [`Error`](workos_client::Error); see the method that created the call.
            pub async fn send_with_meta(self) -> Result<$crate::Answer<$answer>, $crate::Error> {
                self.into_call().send_with_meta().await
            }
        }
    };
    (@shell [$(#[$meta:meta])*] $name:ident [$($body:ty)?] $answer:ty) => {
        $(#[$meta])*
        ///
        /// Nothing is sent before `send()`.
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing before `send()`"]
        pub struct $name {
            call: $crate::Call<$answer>,
            $(body: $body,)?
        }

        impl $name {
            /// Sets how long this call may take in total, including retries and waits.
            pub fn with_timeout(mut self, total: std::time::Duration) -> Self {
                self.call.timeout(total);
                self
            }

            /// Sets how long one attempt of this call may take.
            pub fn with_attempt_timeout(mut self, attempt: std::time::Duration) -> Self {
                self.call.attempt_timeout(attempt);
                self
            }

            /// Sets how long the body of the answer to this call may pause.
            pub fn with_idle_timeout(mut self, idle: std::time::Duration) -> Self {
                self.call.idle_timeout(idle);
                self
            }

            /// Sets the retry policy of this call.
            pub fn with_retry(mut self, retry: $crate::Retry) -> Self {
                self.call.retry(retry);
                self
            }

            /// Sets the largest body that this call accepts, in bytes.
            pub fn with_body_limit(mut self, bytes: usize) -> Self {
                self.call.body_limit(bytes);
                self
            }

            /// Sets how many JSON values the body of a success may hold.
            pub fn with_value_limit(mut self, values: usize) -> Self {
                self.call.value_limit(values);
                self
            }

            /// Adds a header to this call.
            pub fn with_header(
                mut self,
                name: impl TryInto<$crate::__macro::HeaderName>,
                value: impl TryInto<$crate::__macro::HeaderValue>,
            ) -> Self {
                self.call.header(name, value);
                self
            }

            $crate::call!(@into_call [$($body)?] $answer);
        }
    };
    (@into_call [] $answer:ty) => {
        fn into_call(self) -> $crate::Call<$answer> {
            self.call
        }
    };
    (@into_call [$body:ty] $answer:ty) => {
        fn into_call(mut self) -> $crate::Call<$answer> {
            self.call.json(&self.body);
            self.call
        }
    };
}
