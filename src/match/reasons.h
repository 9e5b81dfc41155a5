// Why a service is listed, for whoever chooses.
#pragma once

#include "match/order.h"

namespace nwd::match {

Fit explain(const Catalogue&, const Wish&, const Filter&, const Order&, std::size_t service);

}  // namespace nwd::match
