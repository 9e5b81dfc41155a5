#include "storage/postgresql_error.h"

#include <fmt/format.h>

#include <algorithm>

namespace nwd::storage {
namespace {

std::string_view field(const PGresult* result, int which) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, which);
  return text == nullptr ? "" : text;
}

struct Meaning {
  std::string_view state;  // SQLSTATE or the beginning of one: the first that fits (PostgreSQL 15, appendix A)
  Code code;
  const char* message;
};

constexpr const char* busy = "The database is busy. Try again in a moment.";
constexpr const char* gone = "The database server does not answer. Try again in a moment.";
constexpr const char* damaged = "The database is damaged. Restore a backup: nwd restore.";

constexpr Meaning meanings[] = {
    {"23", Code::conflict, "This is there already, or something it needs is not."},
    {"42P07", Code::conflict, "This is there already, or something it needs is not."},
    {"40", Code::busy, busy},
    {"55P03", Code::busy, busy},
    {"57014", Code::busy, "This took too long. Try again in a moment."},
    {"53100", Code::storage_full, "The disk is full. Nothing was saved; make room and try again."},
    {"54000", Code::too_large, "This is too large to be saved."},
    {"XX001", Code::corrupt, damaged},
    {"XX002", Code::corrupt, damaged},
    {"25006", Code::unavailable, "The database server takes no writes just now. Try again in a moment."},
    {"08", Code::unavailable, gone},
    {"53", Code::unavailable, gone},
    {"57", Code::unavailable, gone},
    {"58", Code::unavailable, gone},
};

}  // namespace

std::string_view sqlstate_of(const PGresult* result) { return field(result, PG_DIAG_SQLSTATE); }

Error postgresql_error(const PGresult* result, std::string_view during) {
  const auto state = sqlstate_of(result);
  // The server's sentence may quote a value; for these classes it quotes the statement alone.
  const bool tell = state.starts_with("42") || state.starts_with("53") || state.starts_with("0A");
  const std::string detail =
      fmt::format("PostgreSQL {} {}{} during \"{}\"", state, field(result, PG_DIAG_CONSTRAINT_NAME),
                  tell ? field(result, PG_DIAG_MESSAGE_PRIMARY) : "", during.substr(0, 200));
  if (state.empty()) return {Code::unavailable, gone, detail, {}};
  const auto* found = std::find_if(std::begin(meanings), std::end(meanings),
                                   [&](const Meaning& m) { return state.starts_with(m.state); });
  if (found != std::end(meanings)) return {found->code, found->message, detail, {}};
  return {Code::internal, "Something went wrong on our side.", detail, {}};
}

}  // namespace nwd::storage
