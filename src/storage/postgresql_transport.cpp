#include "storage/postgresql_transport.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/text.h"

namespace nwd::storage {
namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

// As libpq takes it: what the URI says, or else the environment.
std::string value_of(const Options& options, std::string_view keyword) {
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->keyword != keyword) continue;
    if (option->val != nullptr) return option->val;
    const char* said = option->envvar == nullptr ? nullptr : std::getenv(option->envvar);
    return said == nullptr ? "" : said;
  }
  return "";
}

// A socket's folder, or an address that leads to no wire.
bool is_here(std::string_view host) {
  return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" || host == "::1" ||
         host.starts_with("127.");
}

bool all_are_here(const std::string& hosts) {
  const auto list = split(hosts, ',');
  return std::all_of(list.begin(), list.end(), is_here);
}

}  // namespace

Result<std::string> ssl_mode_for(const std::string& uri) {
  const Options options(PQconninfoParse(uri.c_str(), nullptr), PQconninfoFree);
  if (!options) return fail(Code::invalid, "The database's URL cannot be read.");
  const auto address = value_of(options, "hostaddr");
  const bool here =
      value_of(options, "service").empty() && all_are_here(address.empty() ? value_of(options, "host") : address);
  if (here) return std::string();
  const auto mode = value_of(options, "sslmode");
  if (mode.empty() || mode == "verify-full" || mode == "verify-ca") return std::string("verify-full");
  return fail(Code::invalid,
              "The way to a database server on another machine must be encrypted, and the server must show a "
              "certificate. Say sslmode=verify-full in the URL (and sslrootcert=FILE), or leave sslmode out.");
}

}  // namespace nwd::storage
