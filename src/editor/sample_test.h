// A small charter for the tests, with names in several languages, and ways to point into it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "editor/document.h"

namespace nwd::editor::testing {

inline constexpr std::string_view sample = R"(charter MN "Möglichkeiten 𝄞"
calendar gregorian, feb29 becomes mar1

source DEL "Penal Code *7*" in force from 2014-08-01 until 2030-01-01 applies to conduct on or after 2014-08-01
source NWD "Safe Harbor Act" in force from 2014-08-01
fund SH "Appropriation"
fact permit: many { kind: one of work, stay, issued: Date, ends: Date? }
fact certified: Date?
service housing > crisis
state jährig       = before born + 18 years
state youth        = before born + 25 years
state settled      = immigration is any of citizen, permanent
state 𝄞 settled     = settled and youth
state child under 16 = before born + 16 years
state staying      = some permit p: p.kind is stay and [p.issued, p.ends)

rule R-1 cites NWD: owed housing > crisis, legal > civil
  to jährig, start identified, while needs housing > crisis, until recovered, funded SH
rule R-2 cites DEL: immune from prosecution for theft
  when conduct during jährig, keyed by conduct
rule R-3 cites NWD: in R-1 replaces jährig with 𝄞 settled
rule R-4 cites NWD: owed health to staying or child under 16
provision S26 cites NWD: may "keep a fund"
standard S3 "whoever": owed independent of immigration while jährig
standard S19 "immune": always jährig implies immune from prosecution for theft
example "a child"
  given born 2010-05-01, identified 2015-06-10, recovered never, needs housing > crisis always,
    permit { kind is stay, issued 2015-01-01, ends never }
  then owed housing > crisis [2015-06-10, 2028-05-01)
)";

// The byte where the n-th `what` begins, counted from 1.
inline std::uint32_t at(std::string_view text, std::string_view what, int nth = 1) {
  std::size_t found = std::string_view::npos;
  for (std::size_t from = 0; nth-- > 0; from = found + 1) {
    found = text.find(what, from);
    if (found == std::string_view::npos) throw std::out_of_range(std::string(what));
  }
  return static_cast<std::uint32_t>(found);
}

inline std::string_view written(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace nwd::editor::testing
