// A 128-bit random identifier with a type: a case's id cannot be handed where a service's is wanted.
// Text form: a lower-case UUID (RFC 9562, version 4). Random, so that an id tells neither order nor time.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"

namespace nwd {

struct IdBytes {
  std::array<std::uint8_t, 16> raw{};
  auto operator<=>(const IdBytes&) const = default;
};

IdBytes new_id_bytes(Random&);
std::string to_text(const IdBytes&);
std::optional<IdBytes> parse_id_bytes(std::string_view);

template <class Tag>
struct Id : IdBytes {
  auto operator<=>(const Id&) const = default;
  [[nodiscard]] ByteView bytes() const { return raw; }
  [[nodiscard]] std::string text() const { return to_text(*this); }

  static Id random(Random& source) { return Id{new_id_bytes(source)}; }
  static std::optional<Id> parse(std::string_view text) {
    const auto bytes = parse_id_bytes(text);
    return bytes ? std::optional(Id{*bytes}) : std::nullopt;
  }
};

}  // namespace nwd

template <class Tag>
struct std::hash<nwd::Id<Tag>> {
  std::size_t operator()(const nwd::Id<Tag>& id) const noexcept {
    std::size_t h = 0;
    for (std::size_t i = 0; i < sizeof h; ++i) h = (h << 8U) | id.raw[i];
    return h;
  }
};
