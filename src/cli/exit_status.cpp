#include "cli/exit_status.h"

namespace nwd::cli {

int exit_status(Code code) {
  switch (code) {
    case Code::invalid:
    case Code::too_large:
    case Code::unsupported:
    case Code::precondition_required: return status_usage;
    case Code::not_found:
    case Code::gone: return status_not_found;
    case Code::unauthenticated:
    case Code::forbidden: return status_denied;
    case Code::conflict:
    case Code::stale: return status_conflict;
    case Code::rate_limited:
    case Code::busy:
    case Code::timed_out:
    case Code::storage_full:
    case Code::unavailable: return status_unavailable;
    case Code::corrupt:
    case Code::foreign: return status_damaged;
    case Code::internal: return status_bug;
  }
  return status_bug;
}

std::string exit_status_help() {
  return "Exit status\n"
         "  0  done\n"
         "  1  a bug in nwd: please report it\n"
         "  2  the command line, or a file it names, does not say what it must\n"
         "  3  it ran, and found something: a broken charter, rows set aside\n"
         "  4  there is no such thing\n"
         "  5  wrong passphrase, or not allowed\n"
         "  6  it is there already, or was changed meanwhile\n"
         "  7  the database is down, the disk is full or the server too busy: try again\n"
         "  8  a file is damaged, or belongs to another program\n";
}

}  // namespace nwd::cli
