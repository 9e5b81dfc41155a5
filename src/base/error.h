// Errors are values. One closed set of codes, mapped once to an HTTP status (http/problem.h) and once to an exit
// status (cli/exit_status.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nwd {

enum class Code : std::uint8_t {
  invalid,                // the request or file does not say what it must; `fields` tells where
  unauthenticated,        // nobody is signed in
  forbidden,              // signed in, but not theirs to see or do
  not_found,              // no such thing, or none that this person may know of
  gone,                   // it was there and has ended: a lapsed hold, a withdrawn release
  conflict,               // somebody else was first: the last bed, the same import
  stale,                  // changed since it was read (If-Match)
  precondition_required,  // a write that must name the version it saw
  too_large,              // more bytes, rows or levels than the stated bound
  unsupported,            // a media type, version or suite that this build does not speak
  rate_limited,           // too many tries; later
  busy,                   // the server is full; later
  timed_out,              // the peer was too slow
  storage_full,           // no space on the device; reads go on
  corrupt,                // bytes that should be intact are not: an envelope, a page, a backup
  foreign,                // a database, key or backup that is not this installation's
  unavailable,            // a part this needs is down: the database server
  internal                // a bug
};

std::string_view name(Code);  // "not_found"

// A message beside one field. `key` is a message of web/locales, so that a page can say it in the person's language;
// `text` is the same in English, for the API and the command line.
struct FieldProblem {
  std::string field;  // path: "ages.from", "rows[3].county"
  std::string key;
  std::string text;
};

struct Error {
  Code code = Code::internal;
  std::string message;  // for whoever asked: what is wrong and what to do. Never personal data
  std::string detail;   // for the log. Never personal data
  std::vector<FieldProblem> fields{};
};

}  // namespace nwd
