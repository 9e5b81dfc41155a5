#include "access/form_token.h"

#include "vault/secret.h"

namespace nwd::access {

constexpr std::string_view csrf_field = "csrf";

bool writes(const http::Request& request) {
  return request.method != http::Method::get && request.method != http::Method::head;
}

Result<void> check_form_token(const http::Request& request, std::string_view token) {
  NWD_TRY(const auto form, request.form());
  for (const auto& [name, value] : form)
    if (name == csrf_field && !token.empty() && vault::equal_constant_time(bytes_of(value), bytes_of(token))) return {};
  return fail(Code::forbidden, "This page is too old. Go back, load it again, and send it once more.", "csrf token");
}

}  // namespace nwd::access
