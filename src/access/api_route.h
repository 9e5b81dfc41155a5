// How the routes of the JSON API are written, in every feature.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "http/router.h"

namespace nwd::access {

// `takes` and `gives`: JSON Schemas, or nothing. The largest body is 16 KiB unless the caller says otherwise.
http::Route api_route(http::Method, std::string pattern, std::string summary, std::string_view takes = {},
                      std::string_view gives = {});

// The id in the address; not_found unless it is one, in the words for a record that is somebody else's.
template <class Id>
Result<Id> id_in(const http::Request& request, std::string_view what = "record") {
  if (const auto id = Id::parse(request.parameter("id"))) return *id;
  return fail(Code::not_found, "There is no such " + std::string(what) + ", or it is not yours to see.");
}

}  // namespace nwd::access
