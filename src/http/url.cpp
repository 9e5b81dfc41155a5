#include "http/url.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Percent-decoded, if that gives UTF-8.
std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

bool has_control(std::string_view text, bool lines_allowed) {
  for (const char c : text) {
    const auto b = static_cast<unsigned char>(c);
    const bool line = c == '\n' || c == '\r' || c == '\t';
    if ((b < 0x20 && !(lines_allowed && line)) || b == 0x7f) return true;
  }
  return false;
}

bool is_plain_segment(std::string_view text) {
  return !text.empty() && text != "." && text != ".." && text.find_first_of("/\\") == std::string_view::npos &&
         !has_control(text, false);
}

}  // namespace

bool is_target(std::string_view text) {
  constexpr std::string_view signs = "-._~%!$&'()*+,;=:@/?";
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           signs.find(c) != std::string_view::npos;
  });
}

std::optional<std::string> decode_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  if (path == "/") return std::string(path);
  std::string out;
  for (const auto segment : split(path.substr(1), '/')) {
    const auto decoded = decode(segment, false);
    if (!decoded || !is_plain_segment(*decoded)) return std::nullopt;
    out += '/' + *decoded;
  }
  return out;
}

std::optional<Pairs> decode_pairs(std::string_view text, std::size_t most) {
  Pairs pairs;
  if (text.empty()) return pairs;
  for (const auto part : split(text, '&')) {
    if (part.empty()) continue;
    if (pairs.size() == most) return std::nullopt;
    const auto equals = part.find('=');
    auto name = decode(part.substr(0, equals), true);
    auto value = decode(equals == std::string_view::npos ? "" : part.substr(equals + 1), true);
    if (!name || !value || has_control(*name, false) || has_control(*value, true)) return std::nullopt;
    pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

std::string percent_encoded(std::string_view text, std::string_view also_plain) {
  constexpr std::string_view unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (unreserved.find(c) != std::string_view::npos || also_plain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

std::string encode_pairs(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (!out.empty()) out += '&';
    out += percent_encoded(name) + '=' + percent_encoded(value);
  }
  return out;
}

}  // namespace nwd::http
