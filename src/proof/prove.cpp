#include "proof/prover.h"

namespace nwd::proof {

using charter::Charter;

std::string_view name(Status status) {
  switch (status) {
    case Status::holds: return "holds";
    case Status::fails: return "fails";
    case Status::not_stated: return "not stated";
    case Status::unknown: break;
  }
  return "unknown";
}

namespace {

Result<std::vector<Verdict>> each_alone(const Charter& original, const Charter& charter, const Options& options) {
  std::vector<Verdict> out;
  for (const auto& standard : charter.standards) {
    NWD_TRY(auto one, Prover(original, charter, options).verdict(standard));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

Result<std::vector<Verdict>> prove(const Charter& charter, const Options& options) {
  if (!options.shared) return each_alone(charter, charter, options);
  const auto with = charter::with_standards(charter, charter::builtin("standards"));
  if (!with.charter) {
    const auto& d = with.diagnostics.front();
    return fail(Code::internal, "The shared standards cannot be read for this charter.", d.code + " " + d.message);
  }
  return each_alone(charter, *with.charter, options);
}

}  // namespace nwd::proof
