// Answers as JSON: in envelopes, in packets and in the API they look the same.
#pragma once

#include <boost/json/object.hpp>

#include "base/json.h"
#include "casework/answers.h"

namespace nwd::casework {

boost::json::object to_json(const Facts&);
boost::json::object to_json(const Identity&);
// `identified` is the day when none is named. Each ends with in.done().
Result<Facts> read_facts(json::Fields&, Day identified);
Result<Identity> read_identity(json::Fields&);

}  // namespace nwd::casework
