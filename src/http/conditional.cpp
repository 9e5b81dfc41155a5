#include "http/conditional.h"

#include <openssl/sha.h>

#include <array>
#include <charconv>

#include "base/bytes.h"
#include "base/text.h"

namespace nwd::http {

Response& set_version(Response& response, std::int64_t version) {
  return response.with("ETag", '"' + std::to_string(version) + '"');
}

Result<std::int64_t> required_version(const Request& request) {
  const auto tag = trim(request.header("if-match"));
  if (tag.empty())
    return fail(Code::precondition_required,
                "Send the version you saw, as If-Match: \"7\". It is the ETag of the answer that you read.");
  std::int64_t version = 0;
  const bool quoted = tag.size() >= 3 && tag.front() == '"' && tag.back() == '"';
  const auto digits = quoted ? tag.substr(1, tag.size() - 2) : std::string_view();
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (!quoted || failed != std::errc() || end != digits.data() + digits.size() || version < 0)
    return fail(Code::invalid, "If-Match is one version in quotes, like \"7\".");
  return version;
}

bool not_modified(const Request& request, std::string_view etag) {
  for (auto tag : split(request.header("if-none-match"), ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || (!tag.empty() && tag == etag)) return true;
  }
  return false;
}

std::string etag_of(std::string_view body) {
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> hash{};
  SHA256(bytes_of(body).data(), body.size(), hash.data());
  return '"' + base64url(ByteView(hash).first(16)) + '"';
}

}  // namespace nwd::http
