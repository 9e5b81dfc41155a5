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

Result<std::vector<Verdict>> prove(const Charter& charter, const Options& options) {
  if (!options.shared) return Prover(charter, charter, options).run();
  const auto with = charter::with_standards(charter, charter::builtin("standards"));
  if (!with.charter) {
    const auto& d = with.diagnostics.front();
    return fail(Code::internal, "The shared standards cannot be read for this charter.", d.code + " " + d.message);
  }
  return Prover(charter, *with.charter, options).run();
}

}  // namespace nwd::proof
