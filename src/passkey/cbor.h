// Reads the CBOR that authenticators write, CTAP2's canonical form and nothing else: the shortest integers, definite
// lengths, keys in order and each once, no tags, no floating point, at most four levels. What is read is a view: the
// bytes must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace nwd::passkey::cbor {

struct Value {
  enum class Kind : std::uint8_t { integer, bytes, text, array, map, simple };  // simple: false, true, null
  Kind kind = Kind::simple;
  std::int64_t number = 0;     // of an integer, or of a simple value
  ByteView content{};          // of bytes and text
  std::vector<Value> items{};  // of an array; keys and values by turns of a map

  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<ByteView> bytes() const;
  [[nodiscard]] std::optional<std::string_view> text() const;
  [[nodiscard]] bool is_map(std::size_t pairs) const { return kind == Kind::map && items.size() == 2 * pairs; }
  // What stands under this key of a map; null if nothing does.
  [[nodiscard]] const Value* find(std::int64_t key) const;
  [[nodiscard]] const Value* find(std::string_view key) const;
};

// Errors: Code::invalid.
Result<Value> parse(ByteView);              // one value, and nothing behind it
Result<Value> parse_first(ByteView& rest);  // the first of what follows; `rest` is then what stands behind it

}  // namespace nwd::passkey::cbor
