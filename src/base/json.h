// Reading JSON into types: bounded (32 levels, the caller bounds the bytes), duplicate keys are errors, every problem
// names its path. Writing goes through boost::json directly.
//
//   NWD_TRY(auto body, json::parse(request.body));
//   json::Fields in(body);
//   request.age = in.optional_int("age", 0, 120);
//   NWD_CHECK(in.done());            // invalid, with every field's problem; unknown fields are problems too
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace nwd::json {

Result<boost::json::value> parse(std::string_view text);

class Fields {
 public:
  explicit Fields(const boost::json::value& object, std::string path = {});

  // Required, trimmed, UTF-8; any character, what is stored must come back as it was. `longest` in bytes.
  std::string text(std::string_view name, std::size_t longest);
  std::optional<std::string> optional_text(std::string_view name, std::size_t longest);
  // The same, as it was sent: nothing is taken off a passphrase.
  std::string secret(std::string_view name, std::size_t longest);
  std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> optional_int(std::string_view name, std::int64_t least, std::int64_t most);
  bool flag(std::string_view name, bool otherwise);
  std::optional<Day> optional_day(std::string_view name);
  // One of `words`: its index.
  std::size_t word(std::string_view name, const std::vector<std::string_view>& words);
  std::optional<std::size_t> optional_word(std::string_view name, const std::vector<std::string_view>& words);
  const boost::json::value* any(std::string_view name);                      // null if absent
  const boost::json::array* array(std::string_view name, std::size_t most);  // null if absent

  void problem(std::string_view field, std::string key, std::string text);
  [[nodiscard]] Result<void> done();

 private:
  std::optional<std::string_view> string(std::string_view name);
  const boost::json::value* take(std::string_view name);
  const boost::json::object* object_ = nullptr;
  std::string path_;
  std::set<std::string, std::less<>> seen_;
  std::vector<FieldProblem> problems_;
};

}  // namespace nwd::json
