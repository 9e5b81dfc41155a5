#include "passkey/cbor.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace nwd::passkey::cbor {
namespace {

constexpr int deepest = 4;
constexpr std::uint64_t largest_number = std::numeric_limits<std::int64_t>::max();

struct Head {
  unsigned major;
  std::uint64_t argument;
};

class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {}
  [[nodiscard]] ByteView rest() const { return rest_; }

  std::optional<Value> value(int depth) {  // NOLINT(misc-no-recursion): as deep as is said above
    const auto head = read_head();
    if (!head) return std::nullopt;
    switch (head->major) {
      case 0:
      case 1: return integer(*head);
      case 2: return string(*head, Value::Kind::bytes);
      case 3: return string(*head, Value::Kind::text);
      case 4:
      case 5: return depth < deepest ? collection(*head, depth + 1) : std::nullopt;
      case 7: return simple(*head);
      default: return std::nullopt;
    }
  }

 private:
  std::optional<std::uint8_t> byte() {
    if (rest_.empty()) return std::nullopt;
    const auto first = rest_.front();
    rest_ = rest_.subspan(1);
    return first;
  }

  std::optional<Head> read_head() {
    const auto first = byte();
    if (!first) return std::nullopt;
    const unsigned major = *first >> 5U;
    const unsigned small = *first & 31U;
    if (small < 24) return Head{major, small};
    if (small > 27 || major == 7) return std::nullopt;
    std::uint64_t argument = 0;
    const unsigned count = 1U << (small - 24U);
    for (unsigned i = 0; i < count; ++i) {
      const auto next = byte();
      if (!next) return std::nullopt;
      argument = argument << 8U | *next;
    }
    const std::uint64_t least = count == 1 ? 24 : std::uint64_t{1} << (4U * count);
    if (argument < least) return std::nullopt;  // it has a shorter form
    return Head{major, argument};
  }

  static std::optional<Value> integer(const Head& head) {
    if (head.argument > largest_number) return std::nullopt;
    const auto number = static_cast<std::int64_t>(head.argument);
    return Value{.kind = Value::Kind::integer, .number = head.major == 0 ? number : -1 - number};
  }

  std::optional<Value> string(const Head& head, Value::Kind kind) {
    if (head.argument > rest_.size()) return std::nullopt;
    const auto content = rest_.first(static_cast<std::size_t>(head.argument));
    rest_ = rest_.subspan(content.size());
    if (kind == Value::Kind::text && !is_utf8(text_of(content))) return std::nullopt;
    return Value{.kind = kind, .content = content};
  }

  static std::optional<Value> simple(const Head& head) {
    if (head.argument < 20 || head.argument > 22) return std::nullopt;
    return Value{.kind = Value::Kind::simple, .number = static_cast<std::int64_t>(head.argument)};
  }

  std::optional<Value> collection(const Head& head, int depth) {  // NOLINT(misc-no-recursion)
    if (head.argument > rest_.size()) return std::nullopt;        // each takes a byte at least
    Value all{.kind = head.major == 5 ? Value::Kind::map : Value::Kind::array};
    ByteView last_key;
    for (std::uint64_t i = 0; i < head.argument; ++i) {
      if (all.kind == Value::Kind::map && !read_key(all, last_key, depth)) return std::nullopt;
      auto item = value(depth);
      if (!item) return std::nullopt;
      all.items.push_back(*std::move(item));
    }
    return all;
  }

  // Shorter ones first, then by their bytes; of the kinds that are taken the first byte tells the order.
  bool read_key(Value& map, ByteView& last, int depth) {  // NOLINT(misc-no-recursion)
    const ByteView from = rest_;
    auto key = value(depth);
    if (!key || (key->kind != Value::Kind::integer && key->kind != Value::Kind::text)) return false;
    const ByteView written = from.first(from.size() - rest_.size());
    if (!last.empty() && !comes_before(last, written)) return false;
    last = written;
    map.items.push_back(*std::move(key));
    return true;
  }

  static bool comes_before(ByteView a, ByteView b) {
    if (a.front() >> 5U != b.front() >> 5U) return a.front() >> 5U < b.front() >> 5U;
    if (a.size() != b.size()) return a.size() < b.size();
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  }

  ByteView rest_;
};

template <class IsKey>
const Value* find_in(const Value& map, const IsKey& is_key) {
  if (map.kind != Value::Kind::map) return nullptr;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
    if (is_key(map.items[i])) return &map.items[i + 1];
  return nullptr;
}

}  // namespace

std::optional<std::int64_t> Value::integer() const {
  return kind == Kind::integer ? std::optional(number) : std::nullopt;
}

std::optional<ByteView> Value::bytes() const { return kind == Kind::bytes ? std::optional(content) : std::nullopt; }

std::optional<std::string_view> Value::text() const {
  return kind == Kind::text ? std::optional(text_of(content)) : std::nullopt;
}

const Value* Value::find(std::int64_t key) const {
  return find_in(*this, [&](const Value& one) { return one.integer() == key; });
}

const Value* Value::find(std::string_view key) const {
  return find_in(*this, [&](const Value& one) { return one.text() == key; });
}

Result<Value> parse_first(ByteView& rest) {
  Reader reader(rest);
  auto value = reader.value(0);
  if (!value) return fail(Code::invalid, "This passkey did not answer as it should.", "not canonical CBOR");
  rest = reader.rest();
  return *std::move(value);
}

Result<Value> parse(ByteView bytes) {
  NWD_TRY(auto value, parse_first(bytes));
  if (!bytes.empty()) return fail(Code::invalid, "This passkey did not answer as it should.", "bytes behind the CBOR");
  return value;
}

}  // namespace nwd::passkey::cbor
