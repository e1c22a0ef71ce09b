//! Recognizes the error of a process or system without free file descriptors.

use std::error::Error;
use std::io;
use std::net::UdpSocket;

use crate::find::causes;

/// The error code if the process has reached its limit of open descriptors. All Unix systems have the same code.
#[cfg(unix)]
const PROCESS_LIMIT: i32 = 24;
#[cfg(windows)]
const PROCESS_LIMIT: i32 = 10024;

/// The error code if the whole system has reached its limit of open descriptors.
#[cfg(unix)]
const SYSTEM_LIMIT: i32 = 23;

/// Returns the limit that was reached, in words, if an error or one of its causes is a lack of file descriptors.
pub(crate) fn limit_reached(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let number = causes(error).find_map(|error| error.downcast_ref::<io::Error>()?.raw_os_error())?;
    match number {
        #[cfg(unix)]
        PROCESS_LIMIT => Some("the process has no free file descriptor (EMFILE)"),
        #[cfg(unix)]
        SYSTEM_LIMIT => Some("the system has no free file descriptor (ENFILE)"),
        #[cfg(windows)]
        PROCESS_LIMIT => Some("the process has no free socket descriptor (WSAEMFILE)"),
        _ => None,
    }
}

/// Returns the system's error if there is no free file descriptor now.
pub(crate) fn probe() -> Option<io::Error> {
    let error = UdpSocket::bind(("127.0.0.1", 0)).err()?;
    limit_reached(&error).map(|_| error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_lack_of_descriptors_is_recognized_inside_other_errors() {
        for (number, name) in [(PROCESS_LIMIT, "EMFILE"), (SYSTEM_LIMIT, "ENFILE")] {
            let nested = io::Error::other(io::Error::other(io::Error::from_raw_os_error(number)));
            assert!(limit_reached(&nested).unwrap().contains(name), "{nested}");
        }
        assert_eq!(limit_reached(&io::Error::from(io::ErrorKind::ConnectionRefused)), None);
    }
}
