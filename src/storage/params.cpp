#include "storage/params.h"

#include <cmath>

#include "base/text.h"

namespace nwd::storage {
namespace {

bool storable(const Param& param) {
  if (const auto* text = std::get_if<std::string_view>(&param.value()))
    return text->find('\0') == std::string_view::npos && is_utf8(*text);
  if (const auto* number = std::get_if<double>(&param.value())) return !std::isnan(*number);
  return true;
}

}  // namespace

Result<void> check_params(std::span<const Param> params) {
  for (const auto& param : params)
    if (!storable(param)) return fail(Code::invalid, "This holds characters that cannot be saved.");
  return {};
}

}  // namespace nwd::storage
