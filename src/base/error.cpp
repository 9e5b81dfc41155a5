#include "base/error.h"

namespace nwd {

std::string_view name(Code code) {
  switch (code) {
    case Code::invalid: return "invalid";
    case Code::unauthenticated: return "unauthenticated";
    case Code::forbidden: return "forbidden";
    case Code::not_found: return "not_found";
    case Code::gone: return "gone";
    case Code::conflict: return "conflict";
    case Code::stale: return "stale";
    case Code::precondition_required: return "precondition_required";
    case Code::too_large: return "too_large";
    case Code::unsupported: return "unsupported";
    case Code::rate_limited: return "rate_limited";
    case Code::busy: return "busy";
    case Code::timed_out: return "timed_out";
    case Code::storage_full: return "storage_full";
    case Code::corrupt: return "corrupt";
    case Code::foreign: return "foreign";
    case Code::unavailable: return "unavailable";
    case Code::internal: return "internal";
  }
  return "internal";
}

}  // namespace nwd
