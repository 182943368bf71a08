// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// Nothing but the anchor of a precompiled header that the demo workspace's rooms share.
