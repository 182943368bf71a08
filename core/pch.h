// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// Precompiled for speed only: every file still includes what it uses.
#include "core/events/eventsource.h"

#include <QtCore/QtCore>
#include <QtNetwork/QtNetwork>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>
