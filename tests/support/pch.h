// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// Precompiled for speed only: every file still includes what it uses. QtTest is left out, because its headers depend on
// definitions that differ from test to test.
#include "core/events/eventsource.h"

#include <QtCore/QtCore>
#include <QtNetwork/QtNetwork>
