#include "base/bytes.h"

#include <algorithm>
#include <array>

namespace nwd {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> inverse(std::string_view digits) {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  for (std::size_t i = 0; i < digits.size(); ++i)
    table[static_cast<std::uint8_t>(digits[i])] = static_cast<std::int8_t>(i);
  return table;
}

int value_of(const std::array<std::int8_t, 256>& table, char c) { return table[static_cast<std::uint8_t>(c)]; }

}  // namespace

std::string hex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto b : bytes) {
    out += hex_digits[b >> 4U];
    out += hex_digits[b & 15U];
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  static constexpr auto table = inverse(hex_digits);
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = value_of(table, text[i]);
    const int low = value_of(table, text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string base64url(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const auto b : bytes) {
    pending = (pending << 8U) | b;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += base64_digits[(pending >> bits) & 63U];
    }
  }
  if (bits > 0) out += base64_digits[(pending << (6 - bits)) & 63U];
  return out;
}

std::optional<Bytes> from_base64url(std::string_view text) {
  static constexpr auto table = inverse(base64_digits);
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const int v = value_of(table, c);
    if (v < 0) return std::nullopt;
    pending = (pending << 6U) | static_cast<std::uint32_t>(v);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<std::uint8_t>((pending >> bits) & 255U));
    }
  }
  if ((pending & ((1U << bits) - 1U)) != 0) return std::nullopt;
  return out;
}

std::string base64(ByteView bytes) {
  auto text = base64url(bytes);
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  text.resize((text.size() + 3) / 4 * 4, '=');
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0 || text.find_first_of("-_") != std::string_view::npos) return std::nullopt;
  std::string plain(text.substr(0, text.find('=')));
  if (text.size() - plain.size() > 2 || text.find_first_not_of('=', plain.size()) != std::string_view::npos)
    return std::nullopt;
  std::replace(plain.begin(), plain.end(), '+', '-');
  std::replace(plain.begin(), plain.end(), '/', '_');
  return from_base64url(plain);
}

}  // namespace nwd
