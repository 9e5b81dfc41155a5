#include "http/problem.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace nwd::http {
namespace {

std::string_view title_of(Code code) {
  switch (code) {
    case Code::invalid: return "What was sent is not right";
    case Code::unauthenticated: return "Sign in first";
    case Code::forbidden: return "Not allowed";
    case Code::not_found: return "There is no such thing";
    case Code::gone: return "It has ended";
    case Code::conflict: return "Somebody else was first";
    case Code::stale: return "It was changed meanwhile";
    case Code::precondition_required: return "Name the version you saw";
    case Code::too_large: return "Too large";
    case Code::unsupported: return "Not of a kind that is taken here";
    case Code::rate_limited: return "Too many tries";
    case Code::busy: return "Too busy just now";
    case Code::timed_out: return "Too slow";
    case Code::storage_full: return "The disk is full";
    case Code::corrupt: return "A record is damaged";
    case Code::foreign: return "Not of this installation";
    case Code::unavailable: return "Not available just now";
    case Code::internal: return "Something went wrong on our side";
  }
  return "Something went wrong on our side";
}

}  // namespace

int status_of(Code code) {
  switch (code) {
    case Code::invalid: return 400;
    case Code::unauthenticated: return 401;
    case Code::forbidden: return 403;
    case Code::not_found: return 404;
    case Code::timed_out: return 408;
    case Code::conflict: return 409;
    case Code::gone: return 410;
    case Code::stale: return 412;
    case Code::too_large: return 413;
    case Code::unsupported: return 415;
    case Code::precondition_required: return 428;
    case Code::rate_limited: return 429;
    case Code::busy:
    case Code::unavailable: return 503;
    case Code::storage_full: return 507;
    case Code::corrupt:
    case Code::foreign:
    case Code::internal: return 500;
  }
  return 500;
}

Response problem(const Error& error, std::string_view request_id, std::string_view type) {
  const int status = status_of(error.code);
  boost::json::object document{{"type", type},
                               {"title", title_of(error.code)},
                               {"status", status},
                               {"code", name(error.code)},
                               {"detail", error.message},
                               {"instance", "urn:request:" + std::string(request_id)}};
  if (!error.fields.empty()) {
    boost::json::array fields;
    for (const auto& f : error.fields) fields.push_back({{"field", f.field}, {"message", f.text}});
    document["errors"] = std::move(fields);
  }
  Response response = json(boost::json::serialize(document), status);
  response.headers.front().second = "application/problem+json";
  if (status == 401) response.with("WWW-Authenticate", "Bearer");
  if (status == 429 || status == 503) response.with("Retry-After", status == 429 ? "10" : "1");
  return response;
}

}  // namespace nwd::http
