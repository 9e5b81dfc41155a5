// Collects what is wrong, up to a bound, in the order it was found.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "charter/diagnostic.h"

namespace nwd::charter {

inline constexpr std::size_t max_diagnostics = 100;

class Diagnostics {
 public:
  Diagnostic& error(const char* code, Span span, std::string message, std::string label = {}) {
    return add(Severity::error, code, span, std::move(message), std::move(label));
  }
  Diagnostic& warning(const char* code, Span span, std::string message, std::string label = {}) {
    return add(Severity::warning, code, span, std::move(message), std::move(label));
  }
  [[nodiscard]] bool full() const { return all_.size() >= max_diagnostics; }
  [[nodiscard]] std::vector<Diagnostic>& all() { return all_; }

 private:
  Diagnostic& add(Severity severity, const char* code, Span span, std::string message, std::string label) {
    if (full()) return dropped_ = {};
    Diagnostic d;
    d.severity = severity;
    d.code = code;
    d.message = std::move(message);
    d.span = span;
    d.label = std::move(label);
    all_.push_back(std::move(d));
    return all_.back();
  }

  std::vector<Diagnostic> all_;
  Diagnostic dropped_;
};

inline void suggest(Diagnostic& d, Span span, const std::string& replacement) {
  d.suggestion = Suggestion{span, replacement, "did you mean `" + replacement + "`?"};
}

}  // namespace nwd::charter
